"""Instructor-led training: ILT modules, their sessions, who is registered, and who came."""

from emulator.sandbox.world import World
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.training import ilt_modules, roll_call, session_lists, session_registrations, sessions
from emulator.vendors.litmos.wire.page import Page


@router.post("/courses/{courseid}/events", status_code=201)
def create_ilt_module(world: World, courseid: str, body: Row) -> None:
    ilt_modules.create(world, courseid, body)


@router.post("/courses/{courseid}/events/{eventid}", status_code=200)
def update_ilt_module(world: World, courseid: str, eventid: str, body: Row) -> None:
    ilt_modules.update(world, courseid, eventid, body)


@router.delete("/courses/{courseid}/events/{eventid}", status_code=200)
def delete_ilt_module(world: World, courseid: str, eventid: str) -> None:
    ilt_modules.delete(world, courseid, eventid)


@router.get("/courses/{courseid}/modules/ilt", status_code=200)
def list_ilt_modules(world: World, courseid: str, page: Page) -> list[Row]:
    return ilt_modules.find_all(world, courseid, page)


@router.get("/courses/{courseid}/modules/{moduleid}/registration", status_code=200)
def list_registrations(world: World, courseid: str, moduleid: str, page: Page) -> list[Row]:
    if not ilt_modules.has_sessions(world, courseid, moduleid):
        return []
    return session_registrations.of_module(world, courseid, moduleid, page)


@router.get("/courses/{courseid}/modules/{moduleid}/sessions", status_code=200)
def list_sessions(world: World, courseid: str, moduleid: str, page: Page) -> list[Row]:
    if not ilt_modules.has_sessions(world, courseid, moduleid):
        return []
    return sessions.find_all(world, courseid, moduleid, page)


@router.post("/courses/{courseid}/modules/{moduleid}/sessions", status_code=201)
def create_session(world: World, courseid: str, moduleid: str, body: Row) -> None:
    ilt_modules.find_row(world, courseid, moduleid)
    sessions.create_in(world, courseid, moduleid, body)


@router.get("/courses/{courseid}/modules/{moduleid}/sessions/{sessionid}", status_code=200)
def get_session(world: World, courseid: str, moduleid: str, sessionid: str) -> Row:
    return sessions.find(world, courseid, moduleid, sessionid)


@router.put("/courses/{courseid}/modules/{moduleid}/sessions/{sessionid}", status_code=200)
def update_session(world: World, courseid: str, moduleid: str, sessionid: str, body: Row) -> None:
    sessions.update(world, courseid, moduleid, sessionid, body)


@router.delete("/courses/{courseid}/modules/{moduleid}/sessions/{sessionid}", status_code=200)
def delete_session(world: World, courseid: str, moduleid: str, sessionid: str) -> None:
    sessions.delete(world, courseid, moduleid, sessionid)


@router.get("/courses/{courseid}/modules/{moduleid}/sessions/{sessionid}/attendance", status_code=200)
def list_attendance(world: World, courseid: str, moduleid: str, sessionid: str, page: Page) -> list[Row]:
    return roll_call.attendance(world, sessions.find_row(world, courseid, moduleid, sessionid), page)


@router.get("/courses/{courseid}/modules/{moduleid}/sessions/{sessionid}/rollcall", status_code=200)
def get_roll_call(world: World, courseid: str, moduleid: str, sessionid: str, page: Page) -> list[Row]:
    session = sessions.find_row(world, courseid, moduleid, sessionid)
    return session_registrations.of_session(world, session["id"], page)


@router.post("/courses/{courseid}/modules/{moduleid}/sessions/{sessionid}/rollcall", status_code=200)
def process_roll_call(world: World, courseid: str, moduleid: str, sessionid: str, body: list[Row]) -> None:
    roll_call.process(world, sessions.find_row(world, courseid, moduleid, sessionid), body)


@router.post("/courses/{courseid}/modules/{moduleid}/sessions/{sessionid}/users/register", status_code=200)
def register_users(world: World, courseid: str, moduleid: str, sessionid: str, body: list[Row]) -> Row:
    ilt_modules.find_row(world, courseid, moduleid)
    session = sessions.find_row(world, courseid, moduleid, sessionid)
    return session_registrations.register_all(world, session, [user["id"] for user in body])


@router.post("/courses/{courseid}/modules/{moduleid}/sessions/{sessionid}/users/{userid}/register", status_code=200)
def register_user(world: World, courseid: str, moduleid: str, sessionid: str, userid: str) -> None:
    ilt_modules.find_row(world, courseid, moduleid)
    session_registrations.register(world, sessions.find_row(world, courseid, moduleid, sessionid), userid)


@router.post("/courses/{courseid}/modules/{moduleid}/sessiondays/{sessiondayid}/attended/{attended}", status_code=200)
def mark_attendance(
    world: World, courseid: str, moduleid: str, sessiondayid: str, attended: str, body: list[Row]
) -> None:
    day = roll_call.find_day(world, courseid, moduleid, sessiondayid)
    roll_call.attend_all(world, day, [user["id"] for user in body], roll_call.read_attended(attended))


@router.post(
    "/courses/{courseid}/modules/{moduleid}/sessiondays/{sessiondayid}/users/{userid}/attended/{attended}",
    status_code=200,
)
def mark_attendance_of_user(
    world: World, courseid: str, moduleid: str, sessiondayid: str, userid: str, attended: str
) -> None:
    day = roll_call.find_day(world, courseid, moduleid, sessiondayid)
    roll_call.attend(world, day, userid, roll_call.read_attended(attended))


@router.get("/sessions/future", status_code=200)
def list_future_sessions(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return session_lists.find_all(world, "future", page, since, to)


@router.get("/sessions/past", status_code=200)
def list_past_sessions(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return session_lists.find_all(world, "past", page, since, to)
