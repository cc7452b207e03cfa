"""The text of a seed document as plain values: dict, list, str, int, float, bool and None. It is JSON with comments, or YAML."""

import codecs
import re
from pathlib import Path
from typing import Any, Literal

from emulator.seeds.json_document import read_json
from emulator.seeds.refused import SeedError

Form = Literal["json", "yaml"]

DEEPEST = 60
"""Levels of lists and objects in each other: no world needs more, and code that goes through them can be recursive."""

_FORMS: dict[str, Form] = {".json": "json", ".jsonc": "json", ".yaml": "yaml", ".yml": "yaml"}
_LIKE_YAML = re.compile(rb"""\s*(?:\#|---|%YAML|["']?[\w$-]+["']?\s*:(?:\s|$))""")


def form_of_file(path: Path) -> Form | None:
    """What the name of a file says; None if it says nothing."""
    return _FORMS.get(path.suffix.lower())


def form_of_type(content_type: str) -> Form | None:
    """What a Content-Type says: only YAML for sure, since clients call everything JSON or a form."""
    return "yaml" if "yaml" in content_type.lower() else None


def is_yaml(text: bytes, form: Form | None) -> bool:
    """True for YAML. What nobody names is known by its look."""
    return _LIKE_YAML.match(text) is not None if form is None else form == "yaml"


def read(text: bytes, form: Form | None = None) -> Any:
    """The document as it stands in the text. Raises `SeedError` with the place of what is wrong."""
    text = text.removeprefix(codecs.BOM_UTF8)  # editors on Windows write one
    if is_yaml(text, form):
        from emulator.seeds.yaml_document import read_yaml  # few documents need it

        document = read_yaml(text)
    else:
        document = read_json(text)
    _check_depth(document)
    return document


def _check_depth(document: Any) -> None:
    level = [document]
    for _ in range(DEEPEST):
        level = [inside for value in level for inside in _inside(value)]
        if not level:
            return
    raise SeedError(f"the document has more than {DEEPEST} levels")


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
