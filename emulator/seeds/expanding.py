"""Entries that stand for many (`count`, rows of CSV) and what all entries of a list have (`defaults`), written out."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from emulator.seeds import csv_rows
from emulator.seeds.places import EntryNames
from emulator.seeds.refused import SeedError

COUNT, DEFAULTS, CSV, CSV_FILE = "count", "defaults", "csv", "csv_file"
MOST_COPIES = 100_000
MOST_TEXT = 64 * 1024 * 1024
"""Characters of all entries that a document makes of few."""

ReadFile = Callable[[str, str], str]
"""The text of a file beside the seed file, by its path; the second text is where the document names it. Raises `SeedError`."""

_NUMBER = re.compile(r"\{\{(n+(?::0?\d{1,2})?)\}\}|\{(n+)(?::(0?\d{1,2}))?\}")


class Expanding:
    """Writes a document out. `places` then has where each entry stands in the document as it was written."""

    def __init__(self, read_file: ReadFile, places: EntryNames) -> None:
        self._read_file = read_file
        self._places = places
        self._copies = 0
        self._text = 0

    def written_out(self, value: Any, where: str) -> Any:
        """The value with every list in it written out. Raises `SeedError`."""
        if isinstance(value, list):
            return self._list(value, where)
        if not isinstance(value, dict):
            return value
        members = self._with_defaults(value, where) if DEFAULTS in value else value
        return {name: self.written_out(inside, _below(where, name)) for name, inside in members.items()}

    def _with_defaults(self, members: dict[str, Any], where: str) -> dict[str, Any]:
        """An object whose `defaults` say, for lists in it, what every entry has that does not say otherwise."""
        given = members[DEFAULTS]
        if not isinstance(given, dict):
            raise SeedError(f"{_below(where, DEFAULTS)} must be an object")
        rest = {name: inside for name, inside in members.items() if name != DEFAULTS}
        for name, common in given.items():
            here = _below(_below(where, DEFAULTS), name)
            if not isinstance(rest.get(name), list):
                raise SeedError(f"{here}: there is no list {name} beside it")
            if not isinstance(common, dict):
                raise SeedError(f"{here} must be an object")
            rest[name] = [{**common, **entry} if isinstance(entry, dict) else entry for entry in rest[name]]
        return rest

    def _list(self, entries: list[Any], where: str) -> list[Any]:
        made: list[Any] = []
        labels: list[str] = []
        for index, entry in enumerate(entries):
            label = f"[{index}]"
            for what, each in self._many(entry, f"{where}{label}"):
                made.append(each)
                labels.append(label + what)
        if len(made) != len(entries) or any(label.endswith(")") for label in labels):
            self._places.note(where, labels)
        return [self.written_out(each, f"{where}[{index}]") for index, each in enumerate(made)]

    def _many(self, entry: Any, where: str) -> Iterator[tuple[str, Any]]:
        """What an entry stands for, each with words for which one it is; itself, if it is like others."""
        if not isinstance(entry, dict) or not entry.keys() & {COUNT, CSV, CSV_FILE}:
            yield "", entry
            return
        if len(entry.keys() & {COUNT, CSV, CSV_FILE}) > 1:
            raise SeedError(f"{where} has two of {COUNT}, {CSV} and {CSV_FILE}, of which there can be one")
        common = {name: value for name, value in entry.items() if name not in (COUNT, CSV, CSV_FILE)}
        if COUNT in entry:
            yield from self._copies_of(common, entry[COUNT], where)
        else:
            yield from self._rows(common, entry, where)

    def _copies_of(self, common: dict[str, Any], count: Any, where: str) -> Iterator[tuple[str, Any]]:
        if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= MOST_COPIES:
            raise SeedError(f"{where}.{COUNT} must be a whole number from 0 to {MOST_COPIES}")
        for number in range(1, count + 1):
            self._spend(where)
            yield f" (n = {number})", self._numbered(common, number, 1)

    def _rows(self, common: dict[str, Any], entry: dict[str, Any], where: str) -> Iterator[tuple[str, Any]]:
        member = CSV if CSV in entry else CSV_FILE
        given, here = entry[member], f"{where}.{member}"
        if not isinstance(given, str):
            raise SeedError(f"{here} must be text")
        text = given if member == CSV else self._read_file(given, here)
        for line, row in csv_rows.rows(text, here):
            self._spend(where)
            yield f" (line {line})", {**common, **row}

    def _spend(self, where: str) -> None:
        self._copies += 1
        if self._copies > MOST_COPIES or self._text > MOST_TEXT:
            raise SeedError(f"{where}: the document makes more than {MOST_COPIES} entries, or too much text, of few")

    def _numbered(self, value: Any, number: int, depth: int) -> Any:
        """The value with its number in every text: in place of `{n}`, and of `{nn}` in entries that have a `count` of their own."""
        if isinstance(value, str):
            text = _NUMBER.sub(lambda found: _text(found, number, depth), value)
            self._text += len(text)
            return text
        if isinstance(value, list):
            return [self._numbered(each, number, depth) for each in value]
        if isinstance(value, dict):
            inside = depth + (COUNT in value)
            return {
                self._numbered(name, number, inside): self._numbered(each, number, inside)
                for name, each in value.items()
            }
        return value


def _text(found: re.Match[str], number: int, depth: int) -> str:
    if found[1] is not None:
        return f"{{{found[1]}}}" if depth == 1 else found[0]
    if len(found[2]) != depth:
        return found[0]
    return f"{number:{found[3] or ''}d}"


def _below(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name
