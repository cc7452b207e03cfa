"""Seed documents in JSON, in which there may be comments."""

import json
import re
from collections import Counter
from typing import Any

import orjson

from emulator.seeds.refused import SeedError

LONGEST_SHOWN = 60  # characters of an object with two members of one name

_STRING_OR_COMMENT = re.compile(rb'("(?:[^"\\]++|\\.)*+"?)|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?', re.DOTALL)
_BLANKS = bytes(10 if byte == 10 else 32 for byte in range(256))


def read_json(text: bytes) -> Any:
    """The document. Raises `SeedError` with line and column, or with the name of a member that is there twice."""
    try:
        document = orjson.loads(text)
    except orjson.JSONDecodeError:
        text = _without_comments(text)
        document = _read(text)
    _check_members(text)
    return document


def _read(text: bytes) -> Any:
    if not text.strip():
        raise SeedError(
            "there is nothing but comments in it (curl -d @FILE takes the line ends away; use --data-binary @FILE)"
            if text
            else "line 1, column 1: the document is empty"
        )
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise SeedError(f"line {error.lineno}, column {error.colno}: {error.msg}") from None


def _without_comments(text: bytes) -> bytes:
    """The text with blanks for `// …` and `/* … */`, so that everything else stays in its line and column."""
    return _STRING_OR_COMMENT.sub(lambda found: found[1] or found[0].translate(_BLANKS), text)


def _check_members(text: bytes) -> None:
    """Refuse a member that is there twice, of which the last one would count."""
    try:
        json.loads(text, object_pairs_hook=_members)
    except RecursionError:
        raise SeedError("the document has too many levels") from None


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        ((name, _),) = Counter(name for name, _ in pairs).most_common(1)
        shown = json.dumps(members, ensure_ascii=False)
        shown = shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"
        raise SeedError(f"{name} is there twice in {shown}")
    return members
