"""The courses of a user: which they have and how far they are."""

from sqlalchemy import ColumnElement, bindparam, exists, or_, select

from emulator.sandbox.world import World
from emulator.store.search import contains, pattern_of
from emulator.store.statement import scoped
from emulator.vendors.litmos import activities, messages
from emulator.vendors.litmos.courses import course_assignments, courses
from emulator.vendors.litmos.errors import BadRequest, CourseFromLearningPath, RecordNotFound, UserNotFound
from emulator.vendors.litmos.passed_over import note_passed_over
from emulator.vendors.litmos.results import results
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.tables import (
    LitmosCourse,
    LitmosCourseGrant,
    LitmosCourseModule,
    LitmosModule,
    LitmosModuleResult,
    LitmosUserCourse,
)
from emulator.vendors.litmos.users import users
from emulator.vendors.litmos.wire.page import Page

MOST_USERS = 25  # documented


def granted_by(via: str) -> ColumnElement[bool]:
    """True if a `LitmosUserCourse` was granted directly, by a team or by a learning path."""
    grant = LitmosCourseGrant
    return exists(
        select(1)
        .where(scoped(grant.__table__))
        .where(grant.user_id == LitmosUserCourse.user_id)
        .where(grant.course_id == LitmosUserCourse.course_id)
        .where(grant.via == via)
    )


_COLUMNS = (
    LitmosCourse.id,
    LitmosCourse.code,
    LitmosCourse.name,
    LitmosCourse.active,
    LitmosUserCourse.complete,
    LitmosUserCourse.percentage_complete,
    LitmosUserCourse.assigned_date,
    LitmosUserCourse.start_date,
    LitmosUserCourse.date_completed,
    LitmosUserCourse.compliant_till,
    granted_by("learning_path").label("is_learning_path"),
    LitmosCourse.created_date.label("course_created_date"),
    LitmosCourse.created_by.label("course_creator"),
    LitmosCourse.original_id,
    LitmosUserCourse.number,
    LitmosUserCourse.access_till_date,
    LitmosUserCourse.due_date,
    LitmosUserCourse.updated_date,
    LitmosCourse.updated_date.label("course_updated_date"),
)
_ASSIGNED = (
    select(*_COLUMNS)
    .join_from(LitmosUserCourse, LitmosCourse, LitmosCourse.id == LitmosUserCourse.course_id)
    .where(LitmosUserCourse.user_id == bindparam("user_id"))
    .where(LitmosUserCourse.active)
)
_LIST = Statement(
    _ASSIGNED.where(or_(contains(LitmosCourse.name, "search"), contains(LitmosCourse.code, "search")))
    .order_by(LitmosUserCourse.number)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)
_EVERY = Statement(_ASSIGNED.order_by(LitmosUserCourse.number))
_ONE = Statement(_ASSIGNED.where(LitmosUserCourse.course_id == bindparam("course_id")))
_MODULES = Statement(
    select(
        LitmosModule.id,
        LitmosModule.module_ref_code.label("code"),
        LitmosModule.name,
        LitmosModule.passmark,
        LitmosModule.original_id,
    )
    .join_from(LitmosCourseModule, LitmosModule, LitmosModule.id == LitmosCourseModule.module_id)
    .where(LitmosCourseModule.course_id == bindparam("course_id"))
    .where(LitmosModule.active)
    .order_by(LitmosCourseModule.position)
)


def find_all(world: World, userid: str, page: Page) -> list[Row]:
    """A page of a user's courses, in the order of their assignment; `search` looks into name and code (inferred)."""
    user = users.find_row(world, userid)
    search = pattern_of(page.search or "")
    rows = world.work.all(_LIST, user_id=user["id"], search=search, start=page.start, limit=page.limit)
    return [shown(world, row) for row in rows]


def find_all_of(world: World, body: list[Row]) -> list[Row]:
    """The courses of several users; who is not there is left out (inferred)."""
    if len(body) > MOST_USERS:
        raise BadRequest(f"at most {MOST_USERS} users")
    return [{"id": user["id"], "courses": _all(world, user["id"])} for user in _named_users(world, body)]


def find(world: World, userid: str, courseid: str) -> Row:
    """A user's course with the results of its modules. 404 if they do not have it."""
    user = users.find_row(world, userid)
    row = world.work.one(_ONE, user_id=user["id"], course_id=courseid)
    if row is None:
        raise RecordNotFound(f"the user does not have the course {courseid}")
    found = world.work.all(_MODULES, course_id=courseid)
    world.work.read_ahead(LitmosModuleResult, ({"module_id": module["id"]} for module in found), user_id=user["id"])
    modules = [_module(world, user["id"], module) for module in found]
    return {
        **shown(world, row),
        "last_updated": row["updated_date"],
        "course_due_date": row["due_date"],
        "modules": modules,
    }


def assign(world: World, userid: str, body: list[Row], *, send_message: bool | None) -> None:
    """Assign courses to a user; courses that the user has already and unknown ones are skipped (documented)."""
    user = users.find_row(world, userid)
    wanted = [item["id"] for item in body]
    given = course_assignments.give(world, [user["id"]], wanted, "user", user["id"])
    rest = [course_id for course_id in wanted if (user["id"], course_id) not in given]
    note_passed_over(
        world, "no such course", [each for each in rest if not world.work.get(LitmosCourse, id=each or "")]
    )
    found = [courses.find(world, course_id) for _, course_id in given]
    for course in found:
        activities.note(world, "assignments", "User Added To Course", "User", user, "Course", course)
    if send_message is not False:  # documented: sent unless told otherwise
        messages.courses_given(world, user, [course["name"] for course in found])


def unassign(world: World, userid: str, courseid: str) -> None:
    """Take a course from a user. 404 if they do not have it, 406 if it comes with a learning path (documented)."""
    user = users.find_row(world, userid)
    _check_assigned(world, user["id"], courseid)
    grants = course_assignments.sources(world, user["id"], courseid)
    if any(via == "learning_path" for via, _ in grants):
        raise CourseFromLearningPath()
    for via, via_id in grants:
        course_assignments.take(world, [user["id"]], [courseid], "team" if via == "team" else "user", via_id)
    course = courses.find(world, courseid)
    activities.note(world, "assignments", "User Removed From Course", "User", user, "Course", course)


def reset(world: World, userid: str, courseid: str) -> None:
    """Reset a user's course. 404 if the user does not have it."""
    user = users.find_row(world, userid)
    _check_assigned(world, user["id"], courseid)
    results.reset(world, user["id"], courseid)
    course = courses.find(world, courseid)
    activities.note(world, "actions", "Course Bulk Action: Reset Course Results", "User", user, "Course", course)


def shown(world: World, row: Row) -> Row:
    """A row as the API shows it, with the members that follow from its dates."""
    return {
        **row,
        "result_id": str(row["number"]),
        "up_to_date": up_to_date(row),
        "overdue": overdue(world, row),
    }


def up_to_date(row: Row) -> bool:
    """True if a complete course has not changed since its completion; `row` has complete, updated_date and course_updated_date."""
    return bool(row["complete"] and row["course_updated_date"] <= row["updated_date"])


def overdue(world: World, row: Row) -> bool:
    """True if an incomplete course was due before now."""
    return bool(not row["complete"] and row["due_date"] and row["due_date"] < world.now())


def _check_assigned(world: World, user_id: str, course_id: str) -> None:
    if course_assignments.find(world, user_id, course_id) is None:
        raise RecordNotFound(f"the user does not have the course {course_id}")


def _all(world: World, user_id: str) -> list[Row]:
    return [shown(world, row) for row in world.work.all(_EVERY, user_id=user_id)]


def _named_users(world: World, body: list[Row]) -> list[Row]:
    found: dict[str, Row] = {}
    unknown = []
    for item in body:
        try:
            user = users.find_row(world, item["id"] or "")
        except UserNotFound:
            unknown.append(item["id"] or "")
        else:
            found[user["id"]] = user
    note_passed_over(world, "no such user", unknown)
    return list(found.values())


def _module(world: World, user_id: str, module: Row) -> Row:
    result = world.work.get(LitmosModuleResult, user_id=user_id, module_id=module["id"])
    row: Row = {**module, "completed": False, "attempt": 0}
    if result is not None:
        row |= {
            "score": result["score"],
            "completed": result["completed"],
            "last_updated": result["updated_date"],
            "attempt": result["attempts"],
            "result_id": str(result["number"]),
            "start_date": result["started_date"],
            "date_completed": result["finished_date"],
        }
    return row
