"""The courses of users, and their results."""

from emulator.sandbox.world import World
from emulator.vendors.litmos.courses import course_users, user_courses
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.training import module_reports
from emulator.vendors.litmos.wire.page import Page


@router.get("/results/details", status_code=200)
def list_results(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return course_users.results_since(world, since, to, page)


@router.put("/results/modules/{moduleid}", status_code=200)
def report_module_result(world: World, moduleid: str, body: Row) -> None:
    module_reports.report(world, moduleid, body)


@router.post("/users/courses", status_code=200)
def list_courses_of_users(world: World, body: list[Row]) -> list[Row]:
    return user_courses.find_all_of(world, body)


@router.get("/users/{userid}/courses", status_code=200)
def list_user_courses(world: World, userid: str, page: Page) -> list[Row]:
    return user_courses.find_all(world, userid, page)


@router.post("/users/{userid}/courses", status_code=201)
def assign_courses(world: World, userid: str, body: list[Row], sendmessage: bool | None) -> None:
    user_courses.assign(world, userid, body, send_message=sendmessage)


@router.get("/users/{userid}/courses/{courseid}", status_code=200)
def get_user_course(world: World, userid: str, courseid: str) -> Row:
    return user_courses.find(world, userid, courseid)


@router.delete("/users/{userid}/courses/{courseid}", status_code=200)
def unassign_course(world: World, userid: str, courseid: str) -> None:
    user_courses.unassign(world, userid, courseid)


@router.put("/users/{userid}/courses/{courseid}/reset", status_code=200)
def reset_course(world: World, userid: str, courseid: str) -> None:
    user_courses.reset(world, userid, courseid)
