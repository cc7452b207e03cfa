"""Courses."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos.courses import course_users, courses
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.training import course_deletion, course_modules
from emulator.vendors.litmos.wire.page import Page


@router.get("/courses", status_code=200)
def list_courses(call: Call, page: Page) -> list[Row]:
    return courses.find_all(call, page)


@router.post("/courses", status_code=201)
def create_course(call: Call, body: dict[str, Any]) -> Row:
    return courses.create(call, body)


@router.get("/courses/{courseid}", status_code=200)
def get_course(call: Call, courseid: str) -> Row:
    return courses.find(call, courseid)


@router.put("/courses/{courseid}", status_code=200)
def update_course(call: Call, courseid: str, body: dict[str, Any]) -> None:
    courses.update(call, courseid, body)


@router.delete("/courses/{courseid}", status_code=200)
def delete_course(call: Call, courseid: str) -> None:
    course_deletion.delete(call, courseid)


@router.get("/courses/{courseid}/details", status_code=200)
def get_course_details(call: Call, courseid: str) -> Row:
    return courses.details(call, courseid)


@router.get("/courses/{courseid}/modules", status_code=200)
def list_course_modules(call: Call, courseid: str, page: Page) -> list[Row]:
    return course_modules.find_all(call, courseid, page)


@router.get("/courses/{courseid}/users", status_code=200)
def list_course_users(call: Call, courseid: str, page: Page) -> list[Row]:
    return course_users.find_all(call, courseid, page)
