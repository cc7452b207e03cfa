"""What a unit of work wrote: the rows that it created, changed and deleted, by their keys."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from sqlalchemy import BindParameter, Delete, Insert, Update
from sqlalchemy import Table as CoreTable
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import BinaryExpression, BooleanClauseList

Change = Literal["created", "changed", "deleted"]
Key = tuple[Any, ...]
MOST = 200  # rows that are remembered of one write


Written = tuple[Change, str, list[Key], int]
"""One write: what it did, to which table, the keys of its rows, not of all if they are many, and how many rows there were. A plain tuple,
since each write of each request makes one.
"""


class WrittenRow(NamedTuple):
    """The final change of one row; its key by column."""

    change: Change
    table: str
    key: Mapping[str, Any]


@cache
def key_columns(table: CoreTable) -> tuple[str, ...]:
    """The columns that tell the rows of a sandbox apart."""
    return tuple(column.name for column in table.primary_key if column.name != "sandbox")


def change_of(core: Any) -> Change | None:
    """What a statement does to rows; None for a select."""
    if isinstance(core, Insert):
        return "created"
    if isinstance(core, Update):
        return "changed"
    return "deleted" if isinstance(core, Delete) else None


def named_key(core: Any) -> tuple[str, ...] | None:
    """The parameters that say the whole key of the row of an insert, update or delete, in the order of the key; None if they do not."""
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
    """The same writes with the keys of `MOST` rows at most."""
    room = MOST
    for at, (change, table, keys, total) in enumerate(writes):
        room -= len(keys)
        if room < 0:
            rest = sum(each[3] for each in writes[at + 1 :])
            return [*writes[:at], (change, table, keys[:room], total + rest)]
    return writes


def in_the_end(writes: Iterable[Written], columns: Mapping[str, tuple[str, ...]]) -> tuple[list[WrittenRow], int]:
    """What became of each row that was written to, in the order of the first writes, and how many further rows there were.

    A row that was created and deleted again is left out. `columns` are the names of the keys' columns by table.
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
    """Two changes of one row as one."""
    if first == "created":
        return None if then == "deleted" else "created"
    if first == "deleted":
        return "changed"
    return then
