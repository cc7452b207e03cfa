"""Rows that differ between two sandboxes. They are read on a connection of its own, so that it may take long in a thread."""

from collections.abc import Callable, Iterator
from typing import Any

from emulator.light.records import dataclass
from emulator.store.database import Database
from emulator.store.tables import Described

Record = dict[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A row in the two sandboxes, by column; `before` is None for a new row, `after` for a deleted one."""

    table: str
    columns: list[Described]
    before: Record | None
    after: Record | None


def differences(
    database: Database, tables: dict[str, list[Described]], before: str, after: str
) -> Iterator[RowDifference]:
    """The rows that differ between two sandboxes, table by table, as they were committed at one moment."""
    with database.beside() as read:
        for table, columns in tables.items():
            old = _only_in(read, table, columns, before, after)
            new = _only_in(read, table, columns, after, before)
            for key in [*old, *(key for key in new if key not in old)]:
                yield RowDifference(table, columns, old.get(key), new.get(key))


def _only_in(
    read: Callable[[str, list[Any]], list[Any]], table: str, columns: list[Described], one: str, other: str
) -> dict[Key, Record]:
    """The rows that only one of the two has, by their keys."""
    names = [each.name for each in columns]
    chosen = f'SELECT {", ".join(map(_quoted, names))} FROM "{table}" WHERE sandbox = ?'  # noqa: S608
    records = read(f"{chosen} EXCEPT {chosen}", [one, other])
    rows = [dict(zip(names, record, strict=True)) for record in records]
    keys = [each.name for each in columns if each.is_key]
    return {tuple(row[key] for key in keys): row for row in rows}


def _quoted(name: str) -> str:
    return f'"{name}"'
