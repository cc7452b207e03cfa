"""Secrets in JSON, which may be cut off anywhere. The walk ends where the text is not JSON; the caller handles the rest."""

import json
import re
from collections.abc import Callable
from dataclasses import field
from typing import Any

import orjson

from emulator.hiding.edits import Edits
from emulator.hiding.names import Names, holds_value
from emulator.light.records import dataclass

HIDDEN = '"(hidden)"'
WORD = re.compile(r'\s+|"(?:[^"\\]|\\.)*+"?|[{}\[\]:,]|[^\s"{}\[\]:,]++', re.DOTALL)
BARE = re.compile(r"-?\d[\d.eE+-]*|true|false|null")
COLON = re.compile(r'"\s*:')
CUT_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\(?:u[0-9a-fA-F]{0,3})?$")
STRING = json.JSONDecoder(strict=False)
NOTHING = ('""', '"', "true", "false", "null")  # plain values that tell nothing of a secret
CLOSING = {"{": "}", "[": "]"}


class _NotJsonError(Exception):
    """The text is not JSON from some character on."""


@dataclass(slots=True)
class _Level:
    """An object, a list, or what is around all: what may come next, and the values of an object that names a secret."""

    opener: str
    expected: str
    key: str = ""
    named: bool = False
    values: list[tuple[int, int]] = field(default_factory=list)

    @property
    def behind_value(self) -> str:
        return "comma" if self.opener else "value"  # documents may follow each other

    def may_end(self, word: str) -> bool:
        return CLOSING.get(self.opener) == word and self.expected in ("comma", "key" if self.opener == "{" else "value")


def hide_in_json(text: str, names: Names, inside: Callable[[str], str], rest: Callable[[str], str]) -> str:
    """A JSON text without its secrets. `inside` hides secrets in a string's own text, `rest` in text that is not JSON."""
    if _tells_nothing(text, names, inside):
        return text
    walk = _Walk(text, names, inside)
    end = walk.go()
    shown = walk.finish(end)
    if end < len(text):
        shown += HIDDEN if walk.in_doubt() else rest(text[end:])
    return shown


def _tells_nothing(text: str, names: Names, inside: Callable[[str], str]) -> bool:
    """Whether the text is whole JSON that surely has no secret. Most has none, and this look is several times faster than the walk."""
    try:
        left: list[tuple[str, Any]] = [("", orjson.loads(text))]
    except orjson.JSONDecodeError:
        return False
    members = 0
    while left:
        key, value = left.pop()
        if value is None or value is True or value is False or value == "":
            continue
        if names.secret(key) or (isinstance(value, str) and inside(value) != value):
            return False
        if isinstance(value, list):
            left += [("", each) for each in value]
        elif isinstance(value, dict):
            if any(map(holds_value, value)) and any(
                isinstance(each, str) and names.names_secret(each) for each in value.values()
            ):
                return False
            members += len(value)
            left += value.items()
    return members == len(COLON.findall(text))  # else one may stand there twice, and only the last was looked at


class _Walk:
    def __init__(self, text: str, names: Names, inside: Callable[[str], str]) -> None:
        self._text = text
        self._names = names
        self._inside = inside
        self._edits = Edits()
        self._levels = [_Level("", "value")]
        self._secret: tuple[int, int] | None = (
            None  # where a secret with parts begins, and how many levels are around it
        )
        self._has_parts = False

    def go(self) -> int:
        """Walk on; returns the position from which the text is not JSON."""
        for word in WORD.finditer(self._text):
            try:
                self._take(word[0], word.start(), word.end())
            except _NotJsonError:
                return word.start()
        return len(self._text)

    def finish(self, end: int) -> str:
        """The text before `end`; whatever is still open is cut there."""
        if self._secret is not None:
            self._edits.add(self._secret[0], end, HIDDEN)
        for level in self._levels:
            self._hide_values(level)
        return self._edits.apply(self._text[:end])

    def in_doubt(self) -> bool:
        """Whether what comes next may belong to a secret."""
        level = self._levels[-1]
        awaited = level.expected != "key" and self._names.secret(level.key)
        return awaited or self._secret is not None or any(level.named or level.values for level in self._levels)

    def _take(self, word: str, start: int, end: int) -> None:
        level = self._levels[-1]
        if word.isspace():
            return
        if word in "{[":
            self._open(level, word, start)
        elif word in "}]":
            self._close(level, word, end)
        elif word == ":":
            _require(level.expected == "colon")
            level.expected = "value"
        elif word == ",":
            _require(level.expected == "comma")
            level.expected = "key" if level.opener == "{" else "value"
        elif level.expected == "key":
            _require(word[0] == '"')
            level.key, level.expected = _read(word), "colon"
        else:
            _require(level.expected == "value")
            _require(word[0] == '"' or BARE.fullmatch(word) is not None or end == len(self._text))
            self._value(level, word, start, end)
            level.expected = level.behind_value

    def _open(self, level: _Level, word: str, start: int) -> None:
        _require(level.expected == "value")
        if self._secret is None and self._names.secret(level.key):
            self._secret, self._has_parts = (start, len(self._levels)), False
        if holds_value(level.key):
            level.values.append((start, len(self._text)))
        self._levels.append(_Level(word, "key" if word == "{" else "value"))

    def _close(self, level: _Level, word: str, end: int) -> None:
        _require(level.may_end(word))
        self._levels.pop()
        self._hide_values(level)
        around = self._levels[-1]
        if self._secret is not None and self._secret[1] == len(self._levels):
            if self._has_parts:
                self._edits.add(self._secret[0], end, HIDDEN)
            self._secret = None
        if holds_value(around.key):
            around.values[-1] = (around.values[-1][0], end)
        around.expected = around.behind_value

    def _value(self, level: _Level, word: str, start: int, end: int) -> None:
        tells = word not in NOTHING
        if tells and holds_value(level.key):
            level.values.append((start, end))
        if self._secret is not None:
            self._has_parts = self._has_parts or tells
        elif self._names.secret(level.key):
            if tells:
                self._edits.add(start, end, HIDDEN)
        elif word[0] == '"':
            text = _read(word)
            if not holds_value(level.key) and self._names.names_secret(text):
                level.named = True
            shown = self._inside(text)
            if shown != text:
                self._edits.add(start, end, json.dumps(shown))

    def _hide_values(self, level: _Level) -> None:
        if level.named:
            for start, end in level.values:
                self._edits.add(start, end, HIDDEN)


def _require(condition: bool) -> None:
    if not condition:
        raise _NotJsonError


def _read(word: str) -> str:
    """The text of a string, which may be cut."""
    if "\\" not in word:
        return word[1:-1] if len(word) > 1 and word[-1] == '"' else word[1:]
    if len(word) < 2 or word[-1] != '"':
        word = CUT_ESCAPE.sub(r"\1", word) + '"'
    try:
        read: str = STRING.decode(word)
    except ValueError:
        return word[1:-1]
    return read
