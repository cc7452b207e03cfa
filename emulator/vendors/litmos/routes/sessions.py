"""Instructor-led training: ILT modules, their sessions, who is registered, and who came."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos import ilt_modules, roll_call, session_lists, session_registrations, sessions
from emulator.vendors.litmos.page import Page
from emulator.vendors.litmos.routing import routes

ONE = "courses_courseid_modules_moduleid_sessions_sessionid"
DAY = "post_courses_courseid_modules_moduleid_sessiondays_sessiondayid"


@routes.operation("post_courses_courseid_events")
def create_ilt_module(call: Call, courseid: str, body: dict[str, Any]) -> None:
    ilt_modules.create(call, courseid, body)


@routes.operation("post_courses_courseid_events_eventid")
def update_ilt_module(call: Call, courseid: str, eventid: str, body: dict[str, Any]) -> None:
    ilt_modules.update(call, courseid, eventid, body)


@routes.operation("delete_courses_courseid_events_eventid")
def delete_ilt_module(call: Call, courseid: str, eventid: str) -> None:
    ilt_modules.delete(call, courseid, eventid)


@routes.operation("get_courses_courseid_modules_ilt")
def list_ilt_modules(call: Call, courseid: str, page: Page) -> list[Row]:
    return ilt_modules.find_all(call, courseid, page)


@routes.operation("get_courses_courseid_modules_moduleid_registration")
def list_registrations(call: Call, courseid: str, moduleid: str, page: Page) -> list[Row]:
    ilt_modules.find_row(call, courseid, moduleid)
    return session_registrations.of_module(call, courseid, moduleid, page)


@routes.operation("get_courses_courseid_modules_moduleid_sessions")
def list_sessions(call: Call, courseid: str, moduleid: str, page: Page) -> list[Row]:
    ilt_modules.find_row(call, courseid, moduleid)
    return sessions.find_all(call, courseid, moduleid, page)


@routes.operation("post_courses_courseid_modules_moduleid_sessions")
def create_session(call: Call, courseid: str, moduleid: str, body: dict[str, Any]) -> None:
    ilt_modules.find_row(call, courseid, moduleid)
    sessions.create_in(call, courseid, moduleid, body)


@routes.operation(f"get_{ONE}")
def get_session(call: Call, courseid: str, moduleid: str, sessionid: str) -> Row:
    return sessions.find(call, courseid, moduleid, sessionid)


@routes.operation(f"put_{ONE}")
def update_session(call: Call, courseid: str, moduleid: str, sessionid: str, body: dict[str, Any]) -> None:
    sessions.update(call, courseid, moduleid, sessionid, body)


@routes.operation(f"delete_{ONE}")
def delete_session(call: Call, courseid: str, moduleid: str, sessionid: str) -> None:
    sessions.delete(call, courseid, moduleid, sessionid)


@routes.operation(f"get_{ONE}_attendance")
def list_attendance(call: Call, courseid: str, moduleid: str, sessionid: str, page: Page) -> list[Row]:
    return roll_call.attendance(call, sessions.find_row(call, courseid, moduleid, sessionid), page)


@routes.operation(f"get_{ONE}_rollcall")
def get_roll_call(call: Call, courseid: str, moduleid: str, sessionid: str, page: Page) -> list[Row]:
    session = sessions.find_row(call, courseid, moduleid, sessionid)
    return session_registrations.of_session(call, session["id"], page)


@routes.operation(f"post_{ONE}_rollcall")
def process_roll_call(call: Call, courseid: str, moduleid: str, sessionid: str, body: list[dict[str, Any]]) -> None:
    roll_call.process(call, sessions.find_row(call, courseid, moduleid, sessionid), body)


@routes.operation(f"post_{ONE}_users_register")
def register_users(call: Call, courseid: str, moduleid: str, sessionid: str, body: list[dict[str, Any]]) -> Row:
    ilt_modules.find_row(call, courseid, moduleid)
    session = sessions.find_row(call, courseid, moduleid, sessionid)
    return session_registrations.register_all(call, session, [user["id"] for user in body])


@routes.operation(f"post_{ONE}_users_userid_register")
def register_user(call: Call, courseid: str, moduleid: str, sessionid: str, userid: str) -> None:
    ilt_modules.find_row(call, courseid, moduleid)
    session_registrations.register(call, sessions.find_row(call, courseid, moduleid, sessionid), userid)


@routes.operation(f"{DAY}_attended_attended")
def mark_attendance(
    call: Call, courseid: str, moduleid: str, sessiondayid: str, attended: str, body: list[dict[str, Any]]
) -> None:
    day = roll_call.find_day(call, courseid, moduleid, sessiondayid)
    roll_call.attend_all(call, day, [user["id"] for user in body], roll_call.read_attended(attended))


@routes.operation(f"{DAY}_users_userid_attended_attended")
def mark_attendance_of_user(
    call: Call, courseid: str, moduleid: str, sessiondayid: str, userid: str, attended: str
) -> None:
    day = roll_call.find_day(call, courseid, moduleid, sessiondayid)
    roll_call.attend(call, day, userid, roll_call.read_attended(attended))


@routes.operation("get_sessions_future")
def list_future_sessions(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return session_lists.find_all(call, "future", page, since, to)


@routes.operation("get_sessions_past")
def list_past_sessions(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return session_lists.find_all(call, "past", page, since, to)
