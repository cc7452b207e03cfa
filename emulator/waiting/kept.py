"""Rows that callers wait for: deliveries, messages and jobs."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Table as CoreTable
from sqlalchemy import bindparam, select

from emulator.sandbox.sandbox import Sandbox
from emulator.store.rows import Row, Statement
from emulator.store.search import contains, pattern_of
from emulator.store.tables import Table
from emulator.store.unit_of_work import UnitOfWork

MOST = 1000


Look = Callable[[], list[Row]]


def looking(
    sandbox: Sandbox,
    table: type[Table[Any]],
    same: Mapping[str, Any],
    within: Mapping[str, str | None],
    *,
    ended: bool = False,
) -> Look:
    """A function that looks for rows by `numbered`; if `ended`, only for jobs that have come to their end."""

    def look() -> list[Row]:
        with sandbox.reading() as work:
            rows = numbered(work, table, same, within)
        return [row for row in rows if row["due"] is None] if ended else rows

    return look


def numbered(
    work: UnitOfWork, table: type[Table[Any]], same: Mapping[str, Any], within: Mapping[str, str | None]
) -> list[Row]:
    """The rows whose columns equal `same` and contain the texts of `within`, in any case; what is None does not count.

    They come in the order of their numbers, at most a thousand.
    """
    equal = {name: value for name, value in same.items() if value is not None}
    texts = {name: pattern_of(text) for name, text in within.items() if text is not None}
    statement = _statement(table.__table__, tuple(equal), tuple(texts))
    return work.all(statement, **{f"is_{name}": value for name, value in equal.items()}, **texts)


@cache
def _statement(table: CoreTable, equal: tuple[str, ...], texts: tuple[str, ...]) -> Statement:
    columns = table.c
    core = select(*columns).order_by(columns.number).limit(MOST)
    core = core.where(*(columns[name] == bindparam(f"is_{name}") for name in equal))
    return Statement(core.where(*(contains(columns[name], name) for name in texts)))
