"""The layout of a contract's files: keys in the order of the form, what is a default left out, and what is short on one line."""

import json
from pathlib import Path
from typing import Any

WIDTH = 120
PLACES = ("emulator/vendors/*", "tests/toy_vendor/toy_vendor")


def laid_out(text: str) -> str:
    """The text of a JSON file as the files of a contract are laid out."""
    return lines(json.loads(text), 0, 0) + "\n"


def lines(value: Any, depth: int, before: int) -> str:
    """A value as JSON, on one line if that fits behind the `before` characters already on it."""
    short = json.dumps(value, ensure_ascii=False)
    nested = isinstance(value, dict | list) and value
    if not nested or (depth > 0 and before + len(short) < WIDTH):
        return short
    inside, outside = " " * (depth + 1), " " * depth
    if isinstance(value, dict):
        heads = [f"{json.dumps(key, ensure_ascii=False)}: " for key in value]
        items = [
            head + lines(inner, depth + 1, depth + 1 + len(head))
            for head, inner in zip(heads, value.values(), strict=True)
        ]
        return "{\n" + ",\n".join(inside + item for item in items) + "\n" + outside + "}"
    items = [lines(inner, depth + 1, depth + 1) for inner in value]
    return "[\n" + ",\n".join(inside + item for item in items) + "\n" + outside + "]"


def contract_files(root: Path) -> list[Path]:
    """The files of every vendor's contract."""
    return sorted(path for pattern in PLACES for path in root.glob(f"{pattern}/contract/**/*.json"))
