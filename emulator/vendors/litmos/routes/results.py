"""The courses of users, and their results."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos import course_users, module_reports, user_courses
from emulator.vendors.litmos.page import Page
from emulator.vendors.litmos.routing import routes


@routes.operation("get_results_details")
def list_results(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return course_users.results_since(call, since, to, page)


@routes.operation("put_results_modules_moduleid")
def report_module_result(call: Call, moduleid: str, body: dict[str, Any]) -> None:
    module_reports.report(call, moduleid, body)


@routes.operation("post_users_courses")
def list_courses_of_users(call: Call, body: list[dict[str, Any]]) -> list[Row]:
    return user_courses.find_all_of(call, body)


@routes.operation("get_users_userid_courses")
def list_user_courses(call: Call, userid: str, page: Page) -> list[Row]:
    return user_courses.find_all(call, userid, page)


@routes.operation("post_users_userid_courses")
def assign_courses(call: Call, userid: str, body: list[dict[str, Any]], sendmessage: bool | None) -> None:
    user_courses.assign(call, userid, body, send_message=sendmessage)


@routes.operation("get_users_userid_courses_courseid")
def get_user_course(call: Call, userid: str, courseid: str) -> Row:
    return user_courses.find(call, userid, courseid)


@routes.operation("delete_users_userid_courses_courseid")
def unassign_course(call: Call, userid: str, courseid: str) -> None:
    user_courses.unassign(call, userid, courseid)


@routes.operation("put_users_userid_courses_courseid_reset")
def reset_course(call: Call, userid: str, courseid: str) -> None:
    user_courses.reset(call, userid, courseid)
