"""Items for sale that were created or updated within a period."""

from typing import Any

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.store.statement import unindexed
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.tables import LitmosCourse, LitmosLearningPath, LitmosSession
from emulator.vendors.litmos.training import session_lists
from emulator.vendors.litmos.wire.many import has_many
from emulator.vendors.litmos.wire.page import Page
from emulator.vendors.litmos.wire.period import period_of

UNSET: Row = {
    "skills": "",
    "course_prerequisites": "",
    "learning_path_prerequisites": "",
    "currency": "USD",
    "languages": "",
    "topics": "",
}
"""Members that only the vendor's web pages set; the currency is that of the vendor's example."""


def _for_sale(table: Any) -> Statement:
    return Statement(
        select(*table.__table__.c)
        .where(table.for_sale)
        .where(table.updated_date.between(bindparam("since"), bindparam("to")))
        .order_by(table.updated_date, table.id)
        .limit(bindparam("limit"))
        .offset(bindparam("start"))
    )


_COURSES = _for_sale(LitmosCourse)
_PATHS = _for_sale(LitmosLearningPath)


def _sessions(start_date: Any, updated_date: Any) -> Statement:
    return Statement(
        select(*LitmosSession.__table__.c)
        .join_from(LitmosSession, LitmosCourse, LitmosCourse.id == LitmosSession.course_id)
        .where(LitmosCourse.for_sale)
        .where(start_date >= bindparam("now"))
        .where(updated_date.between(bindparam("since"), bindparam("to")))
        .order_by(start_date, LitmosSession.number)
        .limit(bindparam("limit"))
        .offset(bindparam("start"))
    )


_MANY_SESSIONS = _sessions(LitmosSession.start_date, unindexed(LitmosSession.updated_date))
_FEW_SESSIONS = _sessions(unindexed(LitmosSession.start_date), LitmosSession.updated_date)


def courses_for_sale(world: World, since: str | None, to: str | None, page: Page) -> Row:
    """A page of courses for sale that changed within a period. 406 for an invalid period."""
    return {"courses": _page(world, _COURSES, since, to, page)}


def learning_paths_for_sale(world: World, since: str | None, to: str | None, page: Page) -> Row:
    """A page of learning paths for sale that changed within a period. 406 for an invalid period."""
    return {"learning_paths": _page(world, _PATHS, since, to, page)}


def sessions_for_sale(world: World, since: str | None, to: str | None, page: Page) -> Row:
    """A page of the future sessions of courses for sale that changed within a period, under their courses. 406 for an invalid period."""
    period = period_of(since, to)
    spanned = {"since": period.since, "to": period.to}
    statement = _MANY_SESSIONS if has_many(world, session_lists.CHANGED, **spanned) else _FEW_SESSIONS
    rows = world.work.all(statement, now=world.now(), **spanned, start=page.start, limit=page.limit)
    return {"session_courses": session_lists.under_courses(world, rows)}


def _page(world: World, statement: Statement, since: str | None, to: str | None, page: Page) -> list[Row]:
    period = period_of(since, to)
    rows = world.work.all(statement, since=period.since, to=period.to, start=page.start, limit=page.limit)
    return [
        {"code": "", "tags": "", **row, **UNSET, "created_by": row["created_by_id"], "updated_by": row["updated_by_id"]}
        for row in rows
    ]
