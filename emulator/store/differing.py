"""Rows that differ between two sandboxes, read on a connection of its own, so that it may take long in a thread."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emulator.store.database import Described

Record = dict[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A row as it was and as it is, by column; `before` is None for a new one, `after` for one that was deleted."""

    table: str
    columns: list[Described]
    before: Record | None
    after: Record | None


def differences(path: Path, tables: dict[str, list[Described]], before: str, after: str) -> Iterator[Difference]:
    """The rows that differ between two sandboxes, committed and of one moment, table by table."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("BEGIN")
        for table, columns in tables.items():
            old = _only_in(connection, table, columns, before, after)
            new = _only_in(connection, table, columns, after, before)
            for key in [*old, *(key for key in new if key not in old)]:
                yield Difference(table, columns, old.get(key), new.get(key))


def _only_in(
    connection: sqlite3.Connection, table: str, columns: list[Described], one: str, other: str
) -> dict[Key, Record]:
    """The rows that only one of two has, by their keys."""
    names = [each.name for each in columns]
    chosen = f'SELECT {", ".join(map(_quoted, names))} FROM "{table}" WHERE sandbox = ?'  # noqa: S608
    records = connection.execute(f"{chosen} EXCEPT {chosen}", [one, other]).fetchall()
    rows = [dict(zip(names, record, strict=True)) for record in records]
    keys = [each.name for each in columns if each.is_key]
    return {tuple(row[key] for key in keys): row for row in rows}


def _quoted(name: str) -> str:
    return f'"{name}"'
