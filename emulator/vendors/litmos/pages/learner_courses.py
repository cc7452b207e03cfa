"""The content of a learner's page: their courses, the modules of each, and the results."""

from datetime import datetime

from sqlalchemy import bindparam, select

from emulator.courseware import stored_packages
from emulator.courseware.play.run import playable
from emulator.courseware.stored_packages import package_of
from emulator.light.records import dataclass
from emulator.sandbox.world import World
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.tables import (
    LitmosCourse,
    LitmosCourseModule,
    LitmosModule,
    LitmosModuleResult,
    LitmosUserCourse,
)
from emulator.vendors.litmos.training.modules import MODULE_TYPE

_COURSES = Statement(
    select(
        LitmosCourse.id,
        LitmosCourse.original_id,
        LitmosCourse.code,
        LitmosCourse.name,
        LitmosCourse.description,
        LitmosUserCourse.complete,
        LitmosUserCourse.percentage_complete,
        LitmosUserCourse.due_date,
        LitmosUserCourse.access_till_date,
    )
    .join_from(LitmosUserCourse, LitmosCourse, LitmosCourse.id == LitmosUserCourse.course_id)
    .where(LitmosUserCourse.user_id == bindparam("user_id"))
    .where(LitmosUserCourse.active)
    .where(LitmosCourse.active)
    .order_by(LitmosUserCourse.number)
)
_MODULES = Statement(
    select(*LitmosModule.__table__.c)
    .join_from(LitmosCourseModule, LitmosModule, LitmosModule.id == LitmosCourseModule.module_id)
    .where(LitmosCourseModule.course_id == bindparam("course_id"))
    .where(LitmosModule.active)
    .order_by(LitmosCourseModule.position)
)


@dataclass(frozen=True, slots=True)
class LearnerModule:
    """A module, its result if there is one, and why it cannot be opened (empty: it can)."""

    module: Row
    result: Row | None
    obstacle: str


@dataclass(frozen=True, slots=True)
class LearnerCourse:
    """A course of a learner's and its modules, in their order."""

    course: Row
    modules: tuple[LearnerModule, ...]


def find_all(world: World, user_id: str) -> list[LearnerCourse]:
    """The active courses of a user, in the order in which they came."""
    courses = world.work.all(_COURSES, user_id=user_id)
    _read_ahead(world, user_id, courses)
    return [_with_modules(world, user_id, course) for course in courses]


def find_module(world: World, user_id: str, module_id: str) -> LearnerModule | None:
    """A module of a user's courses, preferably in a course where it can be opened; None if the user has no such module."""
    found = [
        entry for course in find_all(world, user_id) for entry in course.modules if entry.module["id"] == module_id
    ]
    return min(found, key=lambda entry: bool(entry.obstacle), default=None)


def _read_ahead(world: World, user_id: str, courses: list[Row]) -> None:
    """Read the modules of all courses, their results and their packages by one statement each."""
    world.work.read_ahead(_MODULES, ({"course_id": course["id"]} for course in courses))
    modules = [row for course in courses for row in world.work.all(_MODULES, course_id=course["id"])]
    world.work.read_ahead(LitmosModuleResult, ({"module_id": module["id"]} for module in modules), user_id=user_id)
    stored_packages.read_ahead(world.work, [module["package_id"] for module in modules])


def _with_modules(world: World, user_id: str, course: Row) -> LearnerCourse:
    over = _is_over(course["access_till_date"], world.now())
    modules = []
    for module in world.work.all(_MODULES, course_id=course["id"]):
        result = world.work.get(LitmosModuleResult, user_id=user_id, module_id=module["id"])
        obstacle = "Access to this course has ended." if over else _obstacle(world, module)
        modules.append(LearnerModule(module, result, obstacle))
    return LearnerCourse(course, tuple(modules))


def _is_over(till: datetime | None, now: datetime) -> bool:
    return till is not None and till < now


def _obstacle(world: World, module: Row) -> str:
    if module["module_type"] != MODULE_TYPE:
        return "This is no eLearning module: there is nothing to open here."
    if module["status"] == "Failed":
        reason = (module["failure"] or "no reason is known").rstrip(".")
        return f"Its content could not be read: {reason}."
    if not module["content_url"] and module["package_id"] is None:
        return "It has no content yet: PUT /modules/{id} with a ContentURL brings some."
    if module["status"] != "Ready" or module["package_id"] is None:
        return f"Its content is still on its way ({module['status']})."
    package = package_of(world.work, module["package_id"])
    if package is None or not playable(package):
        return "Its content has nothing that can be opened."
    return ""
