"""Attendance of a session by day, and the roll call that completes the module.

Documented (support page on ILT modules): attendance alone completes nothing; the module is complete once the roll call is processed.
"""

from emulator.sandbox.world import World
from emulator.vendors.litmos.activities import note
from emulator.vendors.litmos.errors import BadRequest, SessionElsewhere, UserNotFound, UserNotRegistered
from emulator.vendors.litmos.passed_over import note_passed_over
from emulator.vendors.litmos.results import results
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.stamps import touched
from emulator.vendors.litmos.tables import (
    LitmosAttendance,
    LitmosSession,
    LitmosSessionDay,
    LitmosSessionUser,
    LitmosUser,
)
from emulator.vendors.litmos.training import meetings, session_registrations
from emulator.vendors.litmos.users import users
from emulator.vendors.litmos.wire.page import Page

NOT_REGISTERED = "not registered to the session"


def attendance(world: World, session: Row, page: Page) -> list[Row]:
    """A page of the users who were marked as attending on a day of a session, or completed it by roll call (inferred)."""
    meetings.check_instructor(world, session)
    return session_registrations.attended(world, session["id"], page)


def process(world: World, session: Row, body: list[Row]) -> None:
    """Take marks and completions of users registered to a session; others are passed over (inferred)."""
    for person in body:
        if not 0 <= person["score"] <= 100:
            raise BadRequest("Score must be from 0 to 100")
    passed = [person["id"] for person in body if not _process_one(world, session, person)]
    note_passed_over(world, NOT_REGISTERED, passed)


def attend(world: World, day: Row, userid: str, attended: bool) -> None:
    """Mark whether a user came on a day. 404 if the user does not exist or is not registered."""
    user = users.find_row(world, userid)
    if session_registrations.find(world, day["session_id"], user["id"]) is None:
        raise UserNotRegistered()
    key = {"session_day_id": day["id"], "user_id": user["id"]}
    world.work.delete(LitmosAttendance, **key)
    world.work.insert(LitmosAttendance, {**key, "attended": attended})


def attend_all(world: World, day: Row, user_ids: list[str], attended: bool) -> None:
    """Mark users; unknown and unregistered ones are skipped (inferred)."""
    unregistered = []
    for user_id in dict.fromkeys(user_ids):
        try:
            attend(world, day, user_id, attended)
        except (UserNotFound, UserNotRegistered):
            unregistered.append(user_id)
    note_passed_over(world, NOT_REGISTERED, unregistered)


def find_day(world: World, courseid: str, moduleid: str, sessiondayid: str) -> Row:
    """A day of a session of an ILT module. 404 if there is none."""
    day = world.work.get(LitmosSessionDay, id=sessiondayid)
    session = world.work.get(LitmosSession, id=day["session_id"]) if day else None
    if day is None or session is None or (session["course_id"], session["module_id"]) != (courseid, moduleid):
        raise SessionElsewhere()
    return day


def read_attended(text: str) -> bool:
    """`true` or `false`, in any case, or 1 or 0. 400 for anything else."""
    values = {"true": True, "1": True, "false": False, "0": False}
    if text.lower() not in values:
        raise BadRequest("attended must be true or false")
    return values[text.lower()]


def _process_one(world: World, session: Row, person: Row) -> bool:
    """Store the mark of a person; False if they are not registered to the session."""
    registration = session_registrations.find(world, session["id"], person["id"])
    if registration is None:
        return False
    key = {"session_id": session["id"], "user_id": person["id"]}
    mark = {"score": person["score"], "completed": person["completed"]}
    world.work.update(LitmosSessionUser, key, {**mark, **touched(world)})
    results.report(
        world,
        person["id"],
        session["module_id"],
        results.Reported(completed=person["completed"], score=person["score"]),
    )
    user = world.work.get(LitmosUser, id=person["id"])
    assert user is not None
    note(world, "actions", "Roll call", "Session", session, "User", user)
    return True
