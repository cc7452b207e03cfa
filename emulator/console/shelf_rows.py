"""Reading the rows of a shelf. Whatever it is asked, it looks at no more rows than `LOOKED_AT`, so a million of them slow nobody down."""

from collections.abc import Mapping, Sequence
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
    """Rows that have these values, the newest first, with the columns that a list needs. With a text those of the newest `LOOKED_AT` that
    contain it."""
    search = shelf.search if text else ()
    statement = _rows(shelf.table.__table__, _order(shelf), tuple(sorted(given)), search, _listed(shelf))
    values = {**_named(given), "first": first, "most": most}
    return work.all(statement, **values, **({"text": pattern_of(text)} if text else {}))


def newest_row(work: UnitOfWork, shelf: Shelf, given: Mapping[str, Any]) -> Row | None:
    """The newest of the rows that have these values, with all its columns."""
    columns = tuple(column.name for column in shelf.table.__table__.c if column.name != "sandbox")
    statement = _rows(shelf.table.__table__, _order(shelf), tuple(sorted(given)), (), columns)
    return next(iter(work.all(statement, **_named(given), first=0, most=1)), None)


def one(work: UnitOfWork, shelf: Shelf, given: Mapping[str, Any]) -> Row | None:
    """The row that has these values."""
    return work.get(shelf.table, **given)


def labels_ahead(work: UnitOfWork, shelf: Shelf, given: Sequence[Mapping[str, Any]]) -> list[Row | None]:
    """For each of these values of the same columns the row that has them, with its label alone; None if there is none."""
    if not given:
        return []
    statement = _label(shelf.table.__table__, shelf.label, tuple(given[0]))
    work.read_ahead(statement, given)
    return [work.one(statement, **values) for values in given]


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


def _listed(shelf: Shelf) -> tuple[str, ...]:
    """The columns that a list of rows needs: what it shows, and what leads to the rows themselves and to others."""
    links = [shelf.links[name] for name in shelf.columns if name in shelf.links]
    return tuple(dict.fromkeys((*shelf.keys, *shelf.columns, *(here for link in links for here in link.by.values()))))


@cache
def _label(table: Table, label: str, names: tuple[str, ...]) -> Statement:
    return Statement(select(table.c[label]).where(*(table.c[name] == bindparam(name) for name in names)))


@cache
def _count(table: Table, names: tuple[str, ...]) -> Statement:
    inner = select(literal(1).label("one")).select_from(table).where(scoped(table))
    inner = inner.where(*(table.c[name] == bindparam(f"given_{name}") for name in names)).limit(COUNTED + 1)
    return Statement(select(func.count()).select_from(inner.subquery()))


@cache
def _rows(
    table: Table, order: tuple[str, ...], names: tuple[str, ...], search: tuple[str, ...], columns: tuple[str, ...]
) -> Statement:
    needed = dict.fromkeys((*columns, *search))
    chosen = select(*(table.c[name] for name in needed))
    chosen = chosen.where(*(table.c[name] == bindparam(f"given_{name}") for name in names))
    chosen = chosen.order_by(*(table.c[name].desc() for name in order))
    if not search:
        return Statement(chosen.limit(bindparam("most")).offset(bindparam("first")))
    newest = chosen.where(scoped(table)).limit(LOOKED_AT).subquery()
    found = select(*(newest.c[name] for name in columns)).where(
        or_(*(contains(newest.c[name], "text") for name in search))
    )
    return Statement(found.limit(bindparam("most")).offset(bindparam("first")))
