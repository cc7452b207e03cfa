"""Lists of users: short, in full, and with their count."""

import re
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select

from emulator.sandbox.world import World
from emulator.store.search import contains_folded, pattern_of
from emulator.store.statement import scoped
from emulator.vendors.litmos.errors import UsersSinceInvalid, UsersSinceMalformed
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.tables import LitmosUser
from emulator.vendors.litmos.users import users
from emulator.vendors.litmos.wire.page import Page

SINCE = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?", re.ASCII)

_COLUMNS = LitmosUser.__table__.c
_SORTED = {field.name: field for field in contract.schemas["User"].fields if field.key in _COLUMNS}


def find_all(world: World, page: Page, show_inactive: bool | None) -> list[Row]:
    """A page of users. Recorded: a search finds inactive users too, so they are left out only when asked to."""
    statement = _list(False, page.sort, page.descending, page.search is not None, show_inactive is False, False)
    search = pattern_of(page.search) if page.search else None
    return world.work.all(statement, search=search, start=page.start, limit=page.limit)


def find_details(world: World, page: Page, since: str | None) -> list[Row]:
    """A page of users in full, of those created at `since` or later if it is given (documented: by their CreatedDate)."""
    moment = _moment(since) if since else None
    statement = _list(True, page.sort, page.descending, page.search is not None, False, moment is not None)
    search = pattern_of(page.search) if page.search else None
    found = world.work.all(statement, search=search, since=moment, start=page.start, limit=page.limit)
    world.work.read_ahead(LitmosUser, ({"id": row["manager_id"]} for row in found if row["manager_id"]))
    return [users.shown(world, row) for row in found]


def find_counted(world: World, page: Page, show_inactive: bool | None) -> Row:
    """A page of users with the count of all that match. `BatchParam` names the parameter of the size (documented: Limit)."""
    items = find_all(world, page, show_inactive)
    search = pattern_of(page.search) if page.search else None
    total = world.work.kept_value(_count(page.search is not None, show_inactive is False), search=search)
    pagination = {"batch_param": "Limit", "batch_size": page.limit, "start": page.start, "total_count": total}
    return {"pagination": pagination, "items": items}


def _moment(text: str) -> datetime:
    """Inferred which of the two documented refusals is for what: one for the form, one for a day or time that does not exist."""
    if not SINCE.fullmatch(text.strip()):
        raise UsersSinceMalformed()
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=UTC)
    except ValueError:
        raise UsersSinceInvalid() from None


def _found() -> ColumnElement[bool]:
    """The users who match, by an index on the search text: the index of the sort columns does not have it."""
    user = LitmosUser.__table__.alias("found")
    return _COLUMNS.number.in_(
        select(user.c.number).where(scoped(user)).where(contains_folded(user.c.search_text, "search"))
    )


def _criteria(searching: bool, only_active: bool, is_sorted: bool) -> list[ColumnElement[bool]]:
    criteria: list[ColumnElement[bool]] = []
    if searching:
        criteria.append(_found() if is_sorted else contains_folded(_COLUMNS.search_text, "search"))
    if only_active:
        criteria.append(_COLUMNS.active)
    return criteria


@cache
def _list(full: bool, sort: str | None, descending: bool, searching: bool, only_active: bool, since: bool) -> Statement:
    columns = _COLUMNS if full else [_COLUMNS[key] for key in users.LISTED]
    statement = select(*columns).where(*_criteria(searching, only_active, sort is not None))
    if since:
        statement = statement.where(_COLUMNS.created_date >= bindparam("since"))
    order: list[Any] = [_COLUMNS.number]
    if sort is not None:
        field = _SORTED[sort]
        if field.key in users.SORTED:
            order.insert(0, _COLUMNS[f"{field.key}_folded"])
        else:
            order.insert(0, func.lower(_COLUMNS[field.key]) if field.type == "string" else _COLUMNS[field.key])
    statement = statement.order_by(*(column.desc() if descending else column for column in order))
    return Statement(statement.limit(bindparam("limit")).offset(bindparam("start")))


@cache
def _count(searching: bool, only_active: bool) -> Statement:
    return Statement(select(func.count()).select_from(LitmosUser).where(*_criteria(searching, only_active, False)))
