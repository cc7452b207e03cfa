"""Courses."""

from emulator.http import Request
from emulator.sandbox.world import World
from emulator.vendors.litmos.courses import course_users, courses
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.training import course_deletion, course_modules
from emulator.vendors.litmos.wire.page import Page
from emulator.vendors.litmos.wire.reading import named_id


@router.get("/courses", status_code=200)
def list_courses(world: World, page: Page) -> list[Row]:
    return courses.find_all(world, page)


@router.post("/courses", status_code=201)
def create_course(world: World, body: Row) -> Row:
    return courses.create(world, body)


@router.get("/courses/{courseid}", status_code=200)
def get_course(world: World, courseid: str) -> Row:
    return courses.find(world, courseid)


@router.put("/courses/{courseid}", status_code=200)
def update_course(world: World, courseid: str, body: Row) -> None:
    courses.update(world, courseid, body)


@router.delete("/courses/{courseid}", status_code=200)
def delete_course(world: World, courseid: str, request: Request) -> None:
    course_deletion.delete(world, courseid, named_id(request))


@router.get("/courses/{courseid}/details", status_code=200)
def get_course_details(world: World, courseid: str, request: Request) -> Row:
    return courses.details(world, courseid, named_id(request))


@router.get("/courses/{courseid}/modules", status_code=200)
def list_course_modules(world: World, courseid: str, page: Page) -> list[Row]:
    return course_modules.find_all(world, courseid, page)


@router.get("/courses/{courseid}/users", status_code=200)
def list_course_users(world: World, courseid: str, page: Page) -> list[Row]:
    return course_users.find_all(world, courseid, page)
