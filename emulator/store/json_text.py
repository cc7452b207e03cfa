"""JSON texts that may have lone surrogates (halves of characters such as U+D83D), which JavaScript can write and UTF-8 cannot hold.

Stored documents keep them as escapes (`read`, `write`). Columns cannot hold them; there they become U+FFFD (`read_whole`).
"""

import json
import re
from collections.abc import Callable
from typing import Any

import orjson

JsonObject = dict[str, Any]
"""A document whose members are defined by a standard, a vendor or a caller; rows have types of their own (`rows.py`)."""

_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u([dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)


_MEMBER = re.compile(rb'"\s*:')
"""Matches the end of a member's name, and sometimes text inside a string. So a text has at least as many matches as members."""


def read(text: bytes | str) -> Any:
    """The value of a JSON text; a lone surrogate is kept. Raises ValueError if it is not JSON."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        read_whole(text)  # raises for every other error
        return json.loads(text, parse_int=orjson.loads, parse_float=orjson.loads)


def read_whole(text: bytes | str) -> Any:
    """The value of a JSON text, with U+FFFD for lone surrogates. The position in a `JSONDecodeError` of orjson is that in the original
    text."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        given = text.encode(errors="surrogatepass") if isinstance(text, str) else text
        if not has_surrogate(given):
            raise
        return orjson.loads(replace_surrogates(given, lambda _: rb"\ufffd"))


def write(value: Any) -> bytes:
    """The JSON text of a value from `read` or orjson, with escapes for lone surrogates. Raises TypeError for other values."""
    try:
        return orjson.dumps(value)
    except TypeError:
        text = json.dumps(value, separators=(",", ":")).encode()
        if not has_surrogate(text):
            raise
        return text


def has_surrogate(text: bytes) -> bool:
    """True if a JSON text has a lone surrogate."""
    return b"\\u" in text and any(found[1] is not None for found in _ESCAPE.finditer(text))


def doubled(text: bytes) -> str | None:
    """The name of a member that an object of a JSON text has twice (the last one counts); None if there is none. A lone surrogate in the
    name becomes its escape, so that the name can be written as UTF-8."""
    if _has_each_once(text):
        return None
    found: list[str] = []

    def look(pairs: list[tuple[str, Any]]) -> None:
        names = [name for name, _ in pairs]
        if len(set(names)) < len(names):
            found.append(max(names, key=names.count))

    try:
        json.loads(text, object_pairs_hook=look)
    except (ValueError, RecursionError):
        return None
    return found[0].encode(errors="backslashreplace").decode() if found else None


def _has_each_once(text: bytes) -> bool:
    """True if the value has as many members as the text; False if the text may have more, or cannot be read. This is quick."""
    try:
        left, members = [orjson.loads(text)], 0
    except orjson.JSONDecodeError:
        return False
    while left:
        value = left.pop()
        if isinstance(value, dict):
            members += len(value)
            left += value.values()
        elif isinstance(value, list):
            left += value
    return members == len(_MEMBER.findall(text))


def replace_surrogates(text: bytes, by: Callable[[bytes], bytes]) -> bytes:
    """The JSON text with another text for the escape of each lone surrogate. `by` is called with its four hexadecimal digits."""
    return _ESCAPE.sub(lambda found: found[0] if found[1] is None else by(found[1]), text)
