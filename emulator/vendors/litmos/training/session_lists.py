"""Lists of sessions: the future and past ones of an organisation, and those of an instructor, under their courses and modules."""

from functools import cache
from typing import Any, Literal

from sqlalchemy import bindparam, func, select

from emulator.sandbox.world import World
from emulator.store.search import contains, pattern_of
from emulator.store.statement import unindexed
from emulator.vendors.litmos.errors import BadRequest
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.tables import LitmosCourse, LitmosModule, LitmosSession
from emulator.vendors.litmos.training import sessions
from emulator.vendors.litmos.wire.many import beyond, has_many
from emulator.vendors.litmos.wire.page import Page
from emulator.vendors.litmos.wire.period import period_of

SORTS = {"startdate": "start_date", "name": "name"}

When = Literal["future", "past", "any"]
Way = Literal["", "few", "many"]

CHANGED = beyond(
    select(LitmosSession.id).where(LitmosSession.updated_date.between(bindparam("since"), bindparam("to")))
)
"""For `has_many`: the sessions that changed within a period."""


def find_all(world: World, when: When, page: Page, since: str | None, to: str | None) -> list[Row]:
    """A page of the sessions that begin after now or before it; the page counts sessions. Documented: sorted by start date.

    `since` and `to` (both or none, at most 7 days apart, else 406) limit the list to sessions created or changed between them.
    """
    sort = SORTS.get((page.sort or "StartDate").lower())
    if sort is None:
        raise BadRequest("sort must be StartDate or Name")
    period = period_of(since, to) if since or to else None
    spanned = period is not None and {"since": period.since, "to": period.to}
    way: Way = "" if not spanned else "many" if has_many(world, CHANGED, **spanned) else "few"
    rows = world.work.all(
        _list(when, sort, page.descending, way),
        now=world.now(),
        search=pattern_of(page.search or ""),
        **(spanned or {}),
        start=page.start,
        limit=page.limit,
    )
    return under_courses(world, rows)


def of_instructor(world: World, instructor_id: str, page: Page) -> list[Row]:
    """A page of the sessions that one instructor holds."""
    statement = _list("any", "start_date", False, "")
    return under_courses(
        world, world.work.all(statement, instructor=instructor_id, start=page.start, limit=page.limit, search="")
    )


def under_courses(world: World, rows: list[Row]) -> list[Row]:
    """The sessions in their order, gathered under the modules and courses in which they are."""
    under: dict[str, dict[str, list[Row]]] = {}
    for row in sessions.shown(world, rows):
        under.setdefault(row["course_id"], {}).setdefault(row["module_id"], []).append(row)
    result: list[Row] = []
    for course_id, modules in under.items():
        course: Row = world.work.get(LitmosCourse, id=course_id) or {}
        shown = [_module(world, module_id, those) for module_id, those in modules.items()]
        result.append({**course, "modules": shown})
    return result


def _module(world: World, module_id: str, those: list[Row]) -> Row:
    module = world.work.get(LitmosModule, id=module_id) or {}
    return {**module, "code": module.get("module_ref_code"), "sessions": those}


@cache
def _list(when: When, sort: str, descending: bool, way: Way) -> Statement:
    columns = LitmosSession.__table__.c
    statement = select(*columns).where(contains(columns.name, "search"))
    start_date = unindexed(columns.start_date) if way == "few" else columns.start_date
    if when == "future":
        statement = statement.where(start_date >= bindparam("now", type_=columns.start_date.type))
    elif when == "past":
        statement = statement.where(start_date < bindparam("now", type_=columns.start_date.type))
    else:
        statement = statement.where(columns.instructor_user_id == bindparam("instructor"))
    if way:
        changed = columns.updated_date if way == "few" else unindexed(columns.updated_date)
        statement = statement.where(changed.between(bindparam("since"), bindparam("to")))
    first: Any = func.lower(columns.name) if sort == "name" else start_date
    order = (first, columns.number)
    statement = statement.order_by(*(column.desc() if descending else column for column in order))
    return Statement(statement.limit(bindparam("limit")).offset(bindparam("start")))
