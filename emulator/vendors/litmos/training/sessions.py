"""The rules of sessions: what an ILT module offers its learners to attend."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy import delete as delete_from

from emulator.sandbox.world import World
from emulator.store.listed import among, listed
from emulator.store.parts import having
from emulator.store.statement import scoped
from emulator.vendors.litmos import wait_list
from emulator.vendors.litmos.activities import note
from emulator.vendors.litmos.errors import (
    BadRequest,
    SessionConflict,
    SessionElsewhere,
    SessionIdMismatch,
    SessionNotFound,
)
from emulator.vendors.litmos.ids import new_id
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.stamps import stamped, touched
from emulator.vendors.litmos.tables import (
    LitmosAttendance,
    LitmosCourse,
    LitmosModule,
    LitmosSession,
    LitmosSessionDay,
    LitmosSessionUser,
)
from emulator.vendors.litmos.training import instructors, meetings
from emulator.vendors.litmos.wire.page import Page

REQUIRED = ("name", "instructor_user_id", "session_type", "days")
"""Inferred: the API description marks TimeZone, Location and LocationId too, and no page or recording shows that they are missed."""
CHANGEABLE = (
    "name",
    "instructor_user_id",
    "session_type",
    "time_zone",
    "location",
    "location_id",
    "resource_id",
    "resources",
    "slots",
    "enable_wait_list",
    "details",
)

_LIST = Statement(
    select(*LitmosSession.__table__.c)
    .where(LitmosSession.course_id == bindparam("course"))
    .where(LitmosSession.module_id == bindparam("module"))
    .order_by(LitmosSession.number)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)
_OF_MODULES = Statement(select(LitmosSession.id).where(among(LitmosSession.module_id, "modules")))
_DAYS = Statement(
    select(*LitmosSessionDay.__table__.c)
    .where(LitmosSessionDay.session_id == bindparam("session"))
    .order_by(LitmosSessionDay.position)
)
_FORGET_DAYS = Statement(delete_from(LitmosAttendance.__table__).where(among(LitmosAttendance.session_day_id, "days")))
_DAYS_OF_SESSIONS = (
    select(LitmosSessionDay.id)
    .where(scoped(LitmosSessionDay.__table__))
    .where(among(LitmosSessionDay.session_id, "sessions"))
)
_FORGET = (
    Statement(delete_from(LitmosAttendance.__table__).where(LitmosAttendance.session_day_id.in_(_DAYS_OF_SESSIONS))),
    Statement(delete_from(LitmosSessionDay.__table__).where(among(LitmosSessionDay.session_id, "sessions"))),
    Statement(delete_from(LitmosSessionUser.__table__).where(among(LitmosSessionUser.session_id, "sessions"))),
    Statement(delete_from(LitmosSession.__table__).where(among(LitmosSession.id, "sessions"))),
)


def find_all(world: World, course_id: str, module_id: str, page: Page) -> list[Row]:
    """A page of the sessions of an ILT module, in the order of their creation."""
    rows = world.work.all(_LIST, course=course_id, module=module_id, start=page.start, limit=page.limit)
    return shown(world, rows)


def find_row(world: World, courseid: str, moduleid: str, sessionid: str) -> Row:
    """The row of a session. 404 if it does not exist, with other words if it belongs to another module."""
    row = world.work.get(LitmosSession, id=sessionid)
    if row is None:
        raise SessionNotFound(sessionid=sessionid)
    if (row["course_id"], row["module_id"]) != (courseid, moduleid):
        raise SessionElsewhere()
    return row


def find(world: World, courseid: str, moduleid: str, sessionid: str) -> Row:
    """A session as the API shows it."""
    return shown(world, [find_row(world, courseid, moduleid, sessionid)])[0]


def create_in(world: World, course_id: str, module_id: str, body: Row) -> Row:
    """Create a session of an ILT module, which must exist. 403 for a user who is not an instructor."""
    missing = [key for key in REQUIRED if body.get(key) in (None, "", [])]
    if missing:
        raise BadRequest(f"required and not there: {', '.join(missing)}")
    _check(world, body)
    row = store_new(world, course_id, module_id, body)
    note(world, "content", "Created", "Session", row, "Module", world.work.get(LitmosModule, id=module_id))
    return row


def store_new(world: World, course_id: str, module_id: str, body: Row, session_id: str | None = None) -> Row:
    """Add the rows of a session and its days."""
    row: Row = {
        "id": session_id or new_id(world.ids),
        "number": world.ids.number("litmos.session"),
        "course_id": course_id,
        "module_id": module_id,
        "time_zone": "UTC",
        "location": "",
        "location_id": 0,
        "resource_id": "",
        "resources": "",
        "slots": None,
        "enable_wait_list": False,
        "details": "",
        **having(body, CHANGEABLE),
        "instructor_name": instructors.name_of(world, body["instructor_user_id"]),
        **_span(body, body["days"]),
        **stamped(world),
    }
    world.work.insert(LitmosSession, row)
    _store_days(world, row["id"], body["days"], {})
    return row


def update(world: World, courseid: str, moduleid: str, sessionid: str, body: Row) -> None:
    """Change the members in the body. Days, if given, replace the old ones: a day with the Id of an existing day keeps it (inferred)."""
    row = find_row(world, courseid, moduleid, sessionid)
    if body.get("id") and body["id"] != row["id"]:
        raise SessionIdMismatch()
    changes = having(body, CHANGEABLE)
    if any(body.get(key) in ("", []) for key in REQUIRED):
        raise BadRequest("a required member is empty")
    _check(world, {**row, **changes})
    accepted = wait_list.taken(world, sessionid)
    if changes.get("slots") is not None and changes["slots"] < accepted:
        raise SessionConflict(f"{accepted} users are registered, so there cannot be {changes['slots']} slots")
    changes["instructor_name"] = instructors.name_of(
        world, changes.get("instructor_user_id", row["instructor_user_id"])
    )
    if body.get("days"):
        days = {day["id"]: day for day in world.work.all(_DAYS, session=sessionid)}
        world.work.delete(LitmosSessionDay, session_id=sessionid)
        kept = _store_days(world, sessionid, body["days"], days)
        world.work.run(_FORGET_DAYS, days=listed(days.keys() - kept))
        changes |= _span(body, body["days"])
    world.work.update(LitmosSession, {"id": sessionid}, {**changes, **touched(world)})
    wait_list.fill(world, sessionid)
    note(world, "content", "Updated", "Session", {**row, **changes})


def delete(world: World, courseid: str, moduleid: str, sessionid: str) -> None:
    """Delete a session; results that its roll call reported stay (inferred)."""
    row = find_row(world, courseid, moduleid, sessionid)
    _forget(world, [row["id"]])
    note(world, "content", "Deleted", "Session", row)


def rename(world: World, session_id: str, new_id: str) -> None:
    """Let the days of a session follow the Id that a seed gave it."""
    world.work.update(LitmosSessionDay, {"session_id": session_id}, {"session_id": new_id})


def forget_modules(world: World, module_ids: list[str]) -> None:
    """Delete the sessions of modules that are deleted."""
    _forget(world, [session["id"] for session in world.work.all(_OF_MODULES, modules=listed(module_ids))])


def shown(world: World, rows: list[Row]) -> list[Row]:
    """Sessions as the vendor shows them: with their days, the names of course and module, and how many are registered."""
    ids = [row["id"] for row in rows]
    world.work.read_ahead(_DAYS, ({"session": session_id} for session_id in ids))
    world.work.read_ahead(LitmosCourse, ({"id": row["course_id"]} for row in rows))
    world.work.read_ahead(LitmosModule, ({"id": row["module_id"]} for row in rows))
    wait_list.read_ahead(world, ids)

    def name(table: Any, row_id: str) -> str:
        found = world.work.get(table, id=row_id)
        return found["name"] if found else ""

    return [
        {
            **row,
            "days": world.work.all(_DAYS, session=row["id"]),
            "course_name": name(LitmosCourse, row["course_id"]),
            "module_name": name(LitmosModule, row["module_id"]),
            "accepted": wait_list.taken(world, row["id"]),
        }
        for row in rows
    ]


def _check(world: World, values: Row) -> None:
    if values["session_type"] not in (1, 2, 3, 4):
        raise BadRequest("SessionType must be 1, 2, 3 or 4")
    if values.get("slots") is not None and values["slots"] < 0:
        raise BadRequest("Slots must be at least 0")
    instructors.check(world, values["instructor_user_id"])
    meetings.check_session(world, values["session_type"])


def _span(body: Row, days: list[Row]) -> Row:
    """From the first day's start to the last one's end; the request's own dates count only if the days have none (inferred)."""
    starts = [day["start_date"] for day in days if day.get("start_date")]
    ends = [day["end_date"] for day in days if day.get("end_date")]
    return {
        "start_date": min(starts) if starts else body.get("start_date"),
        "end_date": max(ends) if ends else body.get("end_date"),
    }


def _store_days(world: World, session_id: str, days: list[Row], before: dict[str, Row]) -> set[str]:
    """Store the days of a session; returns the Ids of those that existed before."""
    kept: set[str] = set()
    for position, day in enumerate(days):
        known = before.get(day.get("id") or "")
        if known is not None and known["id"] not in kept:
            kept.add(known["id"])
        else:
            known = None
        row: Row = {
            "id": known["id"] if known else new_id(world.ids),
            "session_id": session_id,
            "position": position,
            "start_date": day.get("start_date"),
            "end_date": day.get("end_date"),
            "start_time": day.get("start_time") or "",
            "end_time": day.get("end_time") or "",
            "send_reminder": day.get("send_reminder") or False,
            "reminder_value": day.get("reminder_value") or 0,
            "reminder_metric": day.get("reminder_metric") or "minutes",
            "created_date": known["created_date"] if known else world.now(),
        }
        world.work.insert(LitmosSessionDay, row)
    return kept


def _forget(world: World, session_ids: Iterable[str]) -> None:
    gone = listed(session_ids)
    for statement in _FORGET:
        world.work.run(statement, sessions=gone)
