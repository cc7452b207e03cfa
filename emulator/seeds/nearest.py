"""Which member was perhaps meant, by the JSON Schema of the section."""

import re
from collections.abc import Iterator
from typing import Any

from emulator.problems.alike import nearest_name
from emulator.vendors import ENTRIES, load_vendor

_STEP = re.compile(r"\[\d+\]|[^.\[\]]+")
UNKNOWN = ("is not a member", "is not known")


def nearest(where: str) -> str | None:
    """The member whose name is nearest to the one at the end of a path, which is unknown; None if nothing is near."""
    vendor, *steps = _STEP.findall(where)
    if vendor not in {entry.name for entry in ENTRIES} or not steps:
        return None
    schema = load_vendor(vendor).seed_schema()
    names: set[str] = set()
    for found in _at([schema], steps[:-1], schema.get("$defs", {})):
        names |= found.get("properties", {}).keys()
    return nearest_name(steps[-1], sorted(names))


def _at(schemas: list[Any], steps: list[str], types: dict[str, Any]) -> list[Any]:
    """The schemas at a path."""
    found = [each for schema in schemas for each in _meant(schema, types)]
    if not steps:
        return found
    inside = [
        each.get("items") if steps[0].startswith("[") else each.get("properties", {}).get(steps[0]) for each in found
    ]
    return _at([each for each in inside if each], steps[1:], types)


def _meant(schema: Any, types: dict[str, Any]) -> Iterator[Any]:
    """What a schema stands for: what it refers to, and each of its alternatives."""
    if "$ref" in schema:
        yield from _meant(types[schema["$ref"].rpartition("/")[2]], types)
    elif "anyOf" in schema:
        for each in schema["anyOf"]:
            yield from _meant(each, types)
    else:
        yield schema
