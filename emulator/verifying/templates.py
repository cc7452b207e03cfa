"""Filling `{name}` in texts of a scenario, and looking up places in an answer such as `users[UserName={login}].Id`."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from emulator.verifying.errors import NotTriedError

_NAME = re.compile(r"\{(\w+)\}")
_PART = re.compile(r"([^.\[\]]+)|\[(\d+)\]|\[([^=\]]+)=([^\]]*)\]")


def filled(template: Any, bound: Mapping[str, str]) -> Any:
    """A text, or a document of texts, with bound values filled in. Raises `NotTriedError` if a name is not bound."""
    if isinstance(template, str):
        return _NAME.sub(lambda found: _value(found.group(1), bound), template)
    if isinstance(template, dict):
        return {name: filled(inner, bound) for name, inner in template.items()}
    if isinstance(template, list | tuple):
        return [filled(inner, bound) for inner in template]
    return template


def names_in(template: Any) -> Iterator[str]:
    """The names in braces in a text or document."""
    if isinstance(template, str):
        yield from _NAME.findall(template)
    elif isinstance(template, Mapping):
        for inner in template.values():
            yield from names_in(inner)
    elif isinstance(template, list | tuple):
        for inner in template:
            yield from names_in(inner)


def _value(name: str, bound: Mapping[str, str]) -> str:
    if name not in bound:
        raise NotTriedError(f"nothing was found for {name}")
    return bound[name]


def value_at(document: Any, place: str, bound: Mapping[str, str]) -> str | None:
    """The value at a place in a document, as text; None if it is missing."""
    found = document
    for name, index, key, wanted in _PART.findall(place):
        if name:
            found = found.get(name) if isinstance(found, dict) else None
        elif index:
            found = found[int(index)] if isinstance(found, list) and len(found) > int(index) else None
        else:
            found = _entry(found, key, filled(wanted, bound))
    return None if found is None or isinstance(found, dict | list) else str(found)


def _entry(found: Any, key: str, wanted: str) -> Any:
    entries = found if isinstance(found, list) else ()
    return next((each for each in entries if isinstance(each, dict) and str(each.get(key)) == wanted), None)
