"""JSON texts, also with lone surrogates (halves of characters such as \\ud83d), which JavaScript writes and no UTF-8 can hold.

Texts that are kept as they came hold it as an escape (`read`, `write`). What goes into columns cannot hold it: there it becomes
U+FFFD (`read_whole`).
"""

import json
import re
from collections.abc import Callable
from typing import Any

import orjson

JsonObject = dict[str, Any]
"""A document whose members a standard, a vendor or a caller names; rows have a type of their own (`rows.py`)."""

_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u([dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)


_MEMBER = re.compile(rb'"\s*:')
"""The end of a member's name; also within a text that quotes something, so a text may have more of them than members."""


def read(text: bytes | str) -> Any:
    """The value of a JSON text; a lone surrogate stays as it is. Raises ValueError if it is not JSON."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        read_whole(text)  # raises for anything else that is wrong
        return json.loads(text, parse_int=orjson.loads, parse_float=orjson.loads)


def read_whole(text: bytes | str) -> Any:
    """The same with U+FFFD for a lone surrogate. The place that a `JSONDecodeError` of orjson tells is that of the text as it came."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        given = text.encode(errors="surrogatepass") if isinstance(text, str) else text
        if not has_surrogate(given):
            raise
        return orjson.loads(replace_surrogates(given, lambda _: rb"\ufffd"))


def write(value: Any) -> bytes:
    """The JSON text of a value that was read here or by orjson, with escapes for lone surrogates. Raises TypeError for other values."""
    try:
        return orjson.dumps(value)
    except TypeError:
        text = json.dumps(value, separators=(",", ":")).encode()
        if not has_surrogate(text):
            raise
        return text


def has_surrogate(text: bytes) -> bool:
    """True if a JSON text has a lone surrogate."""
    return any(found[1] is not None for found in _ESCAPE.finditer(text))


def doubled(text: bytes) -> str | None:
    """The name of a member that an object of a JSON text has twice, of which the last counts; None if there is none.

    A lone surrogate in the name becomes its escape, so that the name can be written as UTF-8.
    """
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
    """True if as many members were read as the text has; False if it may have more, or cannot be read. This is quick."""
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
    """The JSON text with something else for the escape of each lone surrogate. `by` gets its four hexadecimal digits."""
    return _ESCAPE.sub(lambda found: found[0] if found[1] is None else by(found[1]), text)
