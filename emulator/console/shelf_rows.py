"""Reading the rows of a shelf. Whatever it is asked, it looks at no more rows than `LOOKED_AT`, so a million of them slow nobody down."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

import orjson
from sqlalchemy import Integer, Table, bindparam, func, literal, or_, select

from emulator.store.rows import Row, Statement
from emulator.store.search import contains, pattern_of
from emulator.store.statement import scoped
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.for_console.shelves import Shelf

LOOKED_AT = 20_000
COUNTED = 10_000


class NoSuchColumnError(Exception):
    """A query names a column that the shelf does not have, or has a value that it cannot have."""


def count(work: UnitOfWork, shelf: Shelf, given: Mapping[str, Any]) -> int:
    """How many rows have these values; never more than `COUNTED` + 1."""
    found: int = work.value(_count(shelf.table.__table__, tuple(sorted(given))), **_named(given))
    return found


def rows(work: UnitOfWork, shelf: Shelf, given: Mapping[str, Any], first: int, most: int, text: str = "") -> list[Row]:
    """Rows that have these values, the newest first. With a text those of the newest `LOOKED_AT` that contain it."""
    statement = _rows(shelf.table.__table__, _order(shelf), tuple(sorted(given)), shelf.search if text else ())
    values = {**_named(given), "first": first, "most": most}
    return work.all(statement, **values, **({"text": pattern_of(text)} if text else {}))


def one(work: UnitOfWork, shelf: Shelf, given: Mapping[str, Any]) -> Row | None:
    """The row that has these values."""
    return work.get(shelf.table, **given)


def values_of(shelf: Shelf, query: Mapping[str, str]) -> dict[str, Any]:
    """The values that a query names columns with, in their types. Raises `NoSuchColumnError`."""
    columns = shelf.table.__table__.c
    values: dict[str, Any] = {}
    for name, text in query.items():
        if name not in columns or name == "sandbox":
            raise NoSuchColumnError(f"{shelf.title} have no {name[:100]}")
        values[name] = text
        if isinstance(columns[name].type, Integer):
            try:
                values[name] = int(text)
            except ValueError:
                raise NoSuchColumnError(f"{name} is a number") from None
            if abs(values[name]) >= 2**63:
                raise NoSuchColumnError(f"{name} is smaller")
    return values


def by(columns: Mapping[str, str], row: Mapping[str, Any]) -> dict[str, Any] | None:
    """The values that another shelf's columns have, by this row; None if one of them is empty here."""
    values: dict[str, Any] = {}
    for there, here in columns.items():
        value = row[here]
        if value is None or value == "":
            return None
        values[there] = value
    return values


def plain(value: Any) -> str:
    """A value that JSON has no form for."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds").removesuffix("+00:00")
    return f"{len(value)} bytes" if isinstance(value, bytes) else str(value)


def text_of(value: Any) -> str:
    """A value of JSON as it is shown."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return orjson.dumps(value).decode()


def _named(given: Mapping[str, Any]) -> dict[str, Any]:
    return {f"given_{name}": value for name, value in given.items()}


def _order(shelf: Shelf) -> tuple[str, ...]:
    return shelf.order or shelf.keys


@cache
def _count(table: Table, names: tuple[str, ...]) -> Statement:
    inner = select(literal(1).label("one")).select_from(table).where(scoped(table))
    inner = inner.where(*(table.c[name] == bindparam(f"given_{name}") for name in names)).limit(COUNTED + 1)
    return Statement(select(func.count()).select_from(inner.subquery()))


@cache
def _rows(table: Table, order: tuple[str, ...], names: tuple[str, ...], search: tuple[str, ...]) -> Statement:
    columns = [column for column in table.c if column.name != "sandbox"]
    chosen = select(*columns).where(*(table.c[name] == bindparam(f"given_{name}") for name in names))
    chosen = chosen.order_by(*(table.c[name].desc() for name in order))
    if not search:
        return Statement(chosen.limit(bindparam("most")).offset(bindparam("first")))
    newest = chosen.where(scoped(table)).limit(LOOKED_AT).subquery()
    found = select(*newest.c).where(or_(*(contains(newest.c[name], "text") for name in search)))
    return Statement(found.limit(bindparam("most")).offset(bindparam("first")))
