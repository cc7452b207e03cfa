"""By which way a page of many rows is found: few that have something in common are looked up and sorted, many are found in their order,
and rows of several tables are joined for those of the page alone.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlalchemy.sql import Select

from emulator.sandbox.world import World
from emulator.store.listed import in_order
from emulator.store.statement import scoped
from emulator.vendors.litmos.rows import Statement

FEW = 1000
"""Up to so many rows are looked up and sorted."""


def beyond(statement: Select[Any], few: int = FEW) -> Statement:
    """A probe for `has_many`: what a select finds beyond the first `few` rows. It looks at no more than one further row."""
    return Statement(statement.limit(1).offset(few))


def paged(
    columns: Iterable[Any], table: Any, joined: Iterable[tuple[Any, Any]], criteria: Iterable[Any], order: Sequence[Any]
) -> Statement:
    """A page of a `table`, with exactly one row of each of the `joined` ones, which all rows have: each with how it belongs to the row.

    The rows before the page are passed over in an index with `criteria` and `order`, some twenty times as fast as if they were joined too.
    """
    keys = [column for column in table.__table__.primary_key if column.name != "sandbox"]
    found = select(*keys).where(scoped(table.__table__), *criteria).order_by(*order)
    page = found.limit(bindparam("limit")).offset(bindparam("start")).subquery("page")
    own = (table.__table__, and_(*(column == page.c[column.name] for column in keys)))
    others = [(other.__table__, criterion) for other, criterion in joined]
    return Statement(select(*columns).select_from(in_order(page, own, *others)).order_by(*order))


def has_many(world: World, probe: Statement, **values: Any) -> bool:
    """True if there are so many that a page is soon full when rows are looked through in their order."""
    return world.work.one(probe, **values) is not None
