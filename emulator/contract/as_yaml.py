"""A document as YAML. Strings that are not plain words are written as in JSON, whose strings and empty collections are YAML too."""

import json
import re
from collections.abc import Iterator
from typing import Any

PLAIN = re.compile(r"[A-Za-z_$/][A-Za-z0-9_$/{}.-]*")
BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
"""What JSON leaves as it is, and YAML reads as the end of a line or not at all."""
WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))


def as_yaml(document: Any) -> str:
    """The document in YAML's block style."""
    return "\n".join(_lines(document, ""))


def _lines(value: Any, indent: str) -> Iterator[str]:
    """The lines of a value, each with the indent."""
    if not isinstance(value, dict | list) or not value:
        yield indent + _scalar(value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _entry(f"{indent}{_scalar(name)}:", inner, indent + "  ")
    else:
        for inner in value:
            first, *rest = _lines(inner, indent + "  ")
            yield f"{indent}- {first[len(indent) + 2 :]}"
            yield from rest


def _entry(head: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, dict | list) and value:
        yield head
        yield from _lines(value, indent)
    else:
        yield f"{head} {_scalar(value)}"


def _scalar(value: Any) -> str:
    if isinstance(value, str) and PLAIN.fullmatch(value) and value.lower() not in WORDS:
        return value
    return BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
