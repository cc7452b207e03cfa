"""The rows that a unit of work created, changed and deleted, by their keys."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from sqlalchemy import BindParameter, Delete, Insert, Update
from sqlalchemy import Table as CoreTable
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import BinaryExpression, BooleanClauseList

Change = Literal["created", "changed", "deleted"]
Key = tuple[Any, ...]
MOST = 200  # keys that are remembered of one write


Written = tuple[Change, str, list[Key], int]
"""One write: its kind, the table, the keys of its rows (not all if they are many), and the number of rows. A plain tuple, since each write
of each request makes one."""


class WrittenRow(NamedTuple):
    """The overall change of one row, with its key by column."""

    change: Change
    table: str
    key: Mapping[str, Any]


@cache
def key_columns(table: CoreTable) -> tuple[str, ...]:
    """The columns that tell the rows of a sandbox apart."""
    return tuple(
        str(column.name) for column in table.primary_key if column.name != "sandbox"
    )  # a plain text, for orjson


def change_of(core: Any) -> Change | None:
    """The effect of a statement on rows; None for a select."""
    if isinstance(core, Insert):
        return "created"
    if isinstance(core, Update):
        return "changed"
    return "deleted" if isinstance(core, Delete) else None


def named_key(core: Any) -> tuple[str, ...] | None:
    """The parameters with the whole key of the only row that an insert, update or delete affects, in the order of the key; None if they do
    not give it."""
    columns = key_columns(core.table)
    if isinstance(core, Insert):
        return columns
    where = core.whereclause
    parts = where.clauses if isinstance(where, BooleanClauseList) and where.operator is operators.and_ else [where]
    named = {
        part.left.name: part.right.key
        for part in parts
        if isinstance(part, BinaryExpression)
        and part.operator is operators.eq
        and isinstance(part.right, BindParameter)
        and getattr(part.left, "table", None) is core.table
    }
    return tuple(named[column] for column in columns) if set(columns) <= set(named) else None


def shortened(writes: list[Written]) -> list[Written]:
    """The same writes with at most `MOST` keys."""
    room = MOST
    for at, (change, table, keys, total) in enumerate(writes):
        room -= len(keys)
        if room < 0:
            rest = sum(each[3] for each in writes[at + 1 :])
            return [*writes[:at], (change, table, keys[:room], total + rest)]
    return writes


def in_the_end(writes: Iterable[Written], columns: Mapping[str, tuple[str, ...]]) -> tuple[list[WrittenRow], int]:
    """The overall change of each written row, in the order of the first writes, and the number of further rows.

    A row that was created and deleted again is left out. `columns` are the names of the key columns by table.
    """
    found: dict[tuple[str, Key], Change | None] = {}
    more = 0
    for then, table, keys, total in writes:
        more += total - len(keys)
        for key in keys:
            row = table, key
            found[row] = _together(found[row], then) if row in found else then
    rows = [
        WrittenRow(change, table, dict(zip(columns[table], key, strict=True)))
        for (table, key), change in found.items()
        if change is not None
    ]
    return rows, more


def _together(first: Change | None, then: Change) -> Change | None:
    """Combine two changes of a row."""
    if first == "created":
        return None if then == "deleted" else "created"
    if first == "deleted":
        return "changed"
    return then
