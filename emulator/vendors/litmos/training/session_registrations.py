"""Registrations to a session: slots, and the wait list when they are taken."""

from sqlalchemy import bindparam, exists, or_, select

from emulator.sandbox.world import World
from emulator.store.statement import scoped
from emulator.vendors.errors import VendorError
from emulator.vendors.litmos import wait_list
from emulator.vendors.litmos.activities import note
from emulator.vendors.litmos.courses import course_assignments
from emulator.vendors.litmos.errors import SessionFull, UserNotAssigned, UserNotFound
from emulator.vendors.litmos.passed_over import note_passed_over
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.stamps import stamped
from emulator.vendors.litmos.tables import (
    LitmosAttendance,
    LitmosSession,
    LitmosSessionDay,
    LitmosSessionUser,
    LitmosUser,
)
from emulator.vendors.litmos.training import meetings
from emulator.vendors.litmos.users import users
from emulator.vendors.litmos.wait_list import REGISTERED, WAITING
from emulator.vendors.litmos.wire.page import Page

_MEMBERS = (
    LitmosSessionUser.user_id.label("id"),
    LitmosSessionUser.event_status,
    LitmosUser.first_name,
    LitmosUser.last_name,
    LitmosUser.email,
    LitmosUser.company_name,
    LitmosSessionUser.score,
    LitmosSessionUser.completed,
)
_PEOPLE = select(*_MEMBERS).join_from(LitmosSessionUser, LitmosUser, LitmosUser.id == LitmosSessionUser.user_id)
_OF_ONE = (
    _PEOPLE.where(LitmosSessionUser.session_id == bindparam("session"))
    .order_by(LitmosSessionUser.number)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)
_OF_SESSION = Statement(_OF_ONE)
_CAME = exists(
    select(LitmosAttendance.user_id)
    .join_from(LitmosAttendance, LitmosSessionDay, LitmosSessionDay.id == LitmosAttendance.session_day_id)
    .where(scoped(LitmosAttendance.__table__), scoped(LitmosSessionDay.__table__))
    .where(LitmosSessionDay.session_id == bindparam("session"))
    .where(LitmosAttendance.user_id == LitmosSessionUser.user_id)
    .where(LitmosAttendance.attended)
)
_WHO_CAME = Statement(_OF_ONE.where(or_(LitmosSessionUser.completed, _CAME)))
_OF_MODULE = Statement(
    _PEOPLE.join(LitmosSession, LitmosSession.id == LitmosSessionUser.session_id)
    .where(LitmosSession.course_id == bindparam("course"))
    .where(LitmosSession.module_id == bindparam("module"))
    .order_by(LitmosSession.number, LitmosSession.id, LitmosSessionUser.number)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)

NOT_REGISTERED: dict[type[VendorError], str] = {
    UserNotFound: "no such user",
    UserNotAssigned: "the course is not theirs",
    SessionFull: "the session is full",
}
"""Why a user was not registered with the others."""


def of_module(world: World, course_id: str, module_id: str, page: Page) -> list[Row]:
    """A page of the registrations to the sessions of an ILT module, session by session, those on wait lists too."""
    return world.work.all(_OF_MODULE, course=course_id, module=module_id, start=page.start, limit=page.limit)


def of_session(world: World, session_id: str, page: Page) -> list[Row]:
    """A page of the registrations to a session, in their order."""
    return world.work.all(_OF_SESSION, session=session_id, start=page.start, limit=page.limit)


def attended(world: World, session_id: str, page: Page) -> list[Row]:
    """A page of those who were marked as attending on a day of a session, or completed it by roll call (inferred)."""
    return world.work.all(_WHO_CAME, session=session_id, start=page.start, limit=page.limit)


def register(world: World, session: Row, userid: str) -> None:
    """Register a user, or put them on the wait list; nothing if they are on either (inferred).

    409 if the course is not the user's, if the meeting service wants an e-mail address, or if the session is full.
    """
    user = users.find_row(world, userid)
    key = {"session_id": session["id"], "user_id": user["id"]}
    if world.work.get(LitmosSessionUser, **key):
        return
    meetings.check_instructor(world, session)
    if course_assignments.find(world, user["id"], session["course_id"]) is None:
        raise UserNotAssigned()
    meetings.check_learner(session, user)
    full = session["slots"] is not None and wait_list.taken(world, session["id"]) >= session["slots"]
    if full and not session["enable_wait_list"]:
        raise SessionFull()
    row: Row = {
        "session_id": session["id"],
        "user_id": user["id"],
        "number": world.ids.number("litmos.registration"),
        "event_status": WAITING if full else REGISTERED,
        "score": 0,
        "completed": False,
        **stamped(world),
    }
    world.work.insert(LitmosSessionUser, row)
    note(world, "assignments", "Waitlisted" if full else "Registered", "User", user, "Session", session)


def register_all(world: World, session: Row, user_ids: list[str]) -> Row:
    """Register users; returns how many are registered and how many are not. Raises the first reason if no user could be registered
    (inferred).
    """
    done = 0
    failures: dict[str, VendorError] = {}
    meetings.check_instructor(world, session)
    for user_id in dict.fromkeys(user_ids):
        try:
            register(world, session, user_id)
            done += 1
        except VendorError as error:
            failures[user_id] = error
    for kind in dict.fromkeys(map(type, failures.values())):
        failed = [user_id for user_id, error in failures.items() if type(error) is kind]
        note_passed_over(world, NOT_REGISTERED.get(kind, "not registered"), failed)
    told = [error for error in failures.values() if not isinstance(error, UserNotFound)]
    if not done and told:
        raise told[0]
    return {"total_users_registered": done, "failed": len(failures)}


def find(world: World, session_id: str, user_id: str) -> Row | None:
    """A user's registration to a session (`LitmosSessionUser`), or None; a place on the wait list is not a registration."""
    row = world.work.get(LitmosSessionUser, session_id=session_id, user_id=user_id)
    return row if row is not None and row["event_status"] == REGISTERED else None
