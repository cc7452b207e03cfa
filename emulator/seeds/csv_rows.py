"""Rows of CSV as entries of a list: the first line has the names of the members."""

import csv
from collections.abc import Iterator
from typing import Any

from emulator.seeds.refused import SeedError

SEPARATORS = (",", ";", "\t")


def rows(text: str, where: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each row with its line. An empty cell is a member that is left out; `a.b` is the member b of a. Raises `SeedError`."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=_separator(lines), strict=True)
    try:
        header = next(reader, [])
        columns = _columns(header, where)
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) > len(columns):
                raise SeedError(
                    f"{where}: line {reader.line_num} has {len(cells)} cells, and there are {len(columns)} columns"
                )
            yield reader.line_num, _entry(columns, cells)
    except csv.Error as error:
        raise SeedError(f"{where}: line {reader.line_num}: {error}") from None


def _separator(lines: list[str]) -> str:
    """What spreadsheets put between cells differs by country; it is what the first line has most of."""
    first = lines[0] if lines else ""
    return max(SEPARATORS, key=first.count)


def _columns(header: list[str], where: str) -> list[list[str]]:
    names = [name.strip() for name in header]
    if not any(names):
        raise SeedError(f"{where}: the first line must have the names of the columns")
    for index, name in enumerate(names):
        if not all(name.split(".")):
            raise SeedError(f"{where}: column {index + 1} of the first line has no name that a member can have")
        if name in names[:index]:
            raise SeedError(f"{where}: the column {name} is there twice")
    return [name.split(".") for name in names]


def _entry(columns: list[list[str]], cells: list[str]) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for steps, cell in zip(columns, cells, strict=False):
        if cell == "":
            continue
        inside = entry
        for step in steps[:-1]:
            deeper = inside.setdefault(step, {})
            inside = deeper if isinstance(deeper, dict) else {}
        inside[steps[-1]] = cell
    return entry
