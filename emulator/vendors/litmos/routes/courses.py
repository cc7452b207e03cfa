"""Courses."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos import course_deletion, course_modules, course_users, courses
from emulator.vendors.litmos.page import Page
from emulator.vendors.litmos.routing import routes


@routes.operation("get_courses")
def list_courses(call: Call, page: Page) -> list[Row]:
    return courses.find_all(call, page)


@routes.operation("post_courses")
def create_course(call: Call, body: dict[str, Any]) -> Row:
    return courses.create(call, body)


@routes.operation("get_courses_courseid")
def get_course(call: Call, courseid: str) -> Row:
    return courses.find(call, courseid)


@routes.operation("put_courses_courseid")
def update_course(call: Call, courseid: str, body: dict[str, Any]) -> None:
    courses.update(call, courseid, body)


@routes.operation("delete_courses_courseid")
def delete_course(call: Call, courseid: str) -> None:
    course_deletion.delete(call, courseid)


@routes.operation("get_courses_courseid_details")
def get_course_details(call: Call, courseid: str) -> Row:
    return courses.details(call, courseid)


@routes.operation("get_courses_courseid_modules")
def list_course_modules(call: Call, courseid: str, page: Page) -> list[Row]:
    return course_modules.find_all(call, courseid, page)


@routes.operation("get_courses_courseid_users")
def list_course_users(call: Call, courseid: str, page: Page) -> list[Row]:
    return course_users.find_all(call, courseid, page)
