"""The rules of learning paths. No operation makes one: seeds do."""

from sqlalchemy import bindparam, or_, select

from emulator.sandbox.world import World
from emulator.store.search import contains, pattern_of
from emulator.vendors.litmos import activities
from emulator.vendors.litmos.errors import LearningPathIdMismatch, LearningPathNotFound
from emulator.vendors.litmos.ids import new_id, new_original_id
from emulator.vendors.litmos.passed_over import note_passed_over
from emulator.vendors.litmos.paths import path_assignments
from emulator.vendors.litmos.removal import forget
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.stamps import stamped
from emulator.vendors.litmos.tables import (
    LitmosAward,
    LitmosCourse,
    LitmosLearningPath,
    LitmosPathCourse,
    LitmosUser,
    LitmosUserPath,
)
from emulator.vendors.litmos.wire.page import Page

_LIST = Statement(
    select(*LitmosLearningPath.__table__.c)
    .where(contains(LitmosLearningPath.name, "search"))
    .order_by(LitmosLearningPath.number)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)
_COURSES = Statement(
    select(*LitmosCourse.__table__.c, LitmosPathCourse.equivalency_id, LitmosPathCourse.equivalency_group_name)
    .join_from(LitmosPathCourse, LitmosCourse, LitmosCourse.id == LitmosPathCourse.course_id)
    .where(LitmosPathCourse.path_id == bindparam("path_id"))
    .where(LitmosPathCourse.active)
    .where(or_(contains(LitmosCourse.name, "search"), contains(LitmosCourse.code, "search")))
    .order_by(LitmosPathCourse.position)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)
_USERS = Statement(
    select(
        LitmosUser.id,
        LitmosUser.user_name,
        LitmosUser.first_name,
        LitmosUser.last_name,
        LitmosUserPath.complete.label("completed"),
        LitmosUserPath.percentage_complete,
    )
    .join_from(LitmosUserPath, LitmosUser, LitmosUser.id == LitmosUserPath.user_id)
    .where(LitmosUserPath.path_id == bindparam("path_id"))
    .where(LitmosUserPath.active)
    .where(
        or_(*(contains(column, "search") for column in (LitmosUser.user_name, LitmosUser.full_name, LitmosUser.email)))
    )
    .order_by(LitmosUserPath.number)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)
_WHO_HAS_IT = Statement(
    select(LitmosUserPath.user_id).where(LitmosUserPath.path_id == bindparam("path_id")).where(LitmosUserPath.active)
)


def create(world: World, body: Row, courses: list[Row]) -> Row:
    """A new learning path with courses in their order, each {"id", "equivalency_id", "equivalency_group_name"}."""
    original_id = new_original_id(world.ids)
    row: Row = {
        "id": new_id(world.ids),
        "number": original_id,
        "original_id": original_id,
        "name": body["name"],
        "description": body.get("description") or "",
        "active": body.get("active") is not False,
        "for_sale": body.get("for_sale") or False,
        "price": f"{body.get('price') or 0:.2f}",
        "ecommerce_short_description": body.get("ecommerce_short_description") or "",
        "ecommerce_long_description": body.get("ecommerce_long_description") or "",
        "access_till_date": body.get("access_till_date"),
        "access_till_days": body.get("access_till_days"),
        "is_equivalency": body.get("is_equivalency") or any(course["equivalency_id"] for course in courses),
        "learning_path_team_library": body.get("learning_path_team_library") or False,
        **stamped(world),
    }
    world.work.insert(LitmosLearningPath, row)
    for position, course in enumerate(courses):
        place = {
            "path_id": row["id"],
            "course_id": course["id"],
            "position": position,
            "active": True,
            "equivalency_id": course["equivalency_id"],
            "equivalency_group_name": course["equivalency_group_name"],
            **stamped(world),
        }
        world.work.insert(LitmosPathCourse, place)
    return row


def find(world: World, learningpathid: str) -> Row:
    """A learning path by Id. 404 if there is none."""
    row = world.work.get(LitmosLearningPath, id=learningpathid)
    if row is None:
        raise LearningPathNotFound()
    return row


def find_all(world: World, page: Page) -> list[Row]:
    """A page of learning paths, in the order in which they were made; `search` looks into the name."""
    return _page(world, _LIST, page)


def find_courses(world: World, learningpathid: str, page: Page) -> list[Row]:
    """A page of the courses of a learning path, in its order."""
    find(world, learningpathid)
    return _page(world, _COURSES, page, path_id=learningpathid)


def find_users(world: World, learningpathid: str, page: Page) -> list[Row]:
    """A page of the users who have a learning path, and how far they are."""
    find(world, learningpathid)
    return _page(world, _USERS, page, path_id=learningpathid)


def known(world: World, body: list[Row]) -> list[Row]:
    """The learning paths of a request's list that exist, each once."""
    named = dict.fromkeys(item.get("id") or "" for item in body)
    found = [path for path_id in named if (path := world.work.get(LitmosLearningPath, id=path_id))]
    known = {path["id"] for path in found}
    note_passed_over(world, "no such learning path", [path_id for path_id in named if path_id not in known])
    return found


def delete(world: World, learningpathid: str) -> None:
    """Delete a learning path; its users lose it, and the courses that they have through it alone.

    409 if it does not exist: the only error of the operation in the vendor's description (inferred).
    """
    path = world.work.get(LitmosLearningPath, id=learningpathid)
    if path is None:
        raise LearningPathIdMismatch()
    users = [row["user_id"] for row in world.work.all(_WHO_HAS_IT, path_id=learningpathid)]
    courses = path_assignments.course_ids(world, learningpathid)
    forget(world, "path_id", learningpathid)
    path_assignments.take_courses(world, users, [learningpathid], courses)
    world.work.delete(LitmosAward, item_kind="learning_path", item_id=learningpathid)
    world.work.delete(LitmosLearningPath, id=learningpathid)
    activities.note(world, "content", "Learning Path Deleted", "LearningPath", path)


def _page(world: World, statement: Statement, page: Page, **values: str) -> list[Row]:
    search = pattern_of(page.search or "")
    return world.work.all(statement, search=search, start=page.start, limit=page.limit, **values)
