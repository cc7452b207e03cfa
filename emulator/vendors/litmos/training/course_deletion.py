"""Deleting a course, and what hangs on it."""

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.vendors.litmos import activities
from emulator.vendors.litmos.courses import courses
from emulator.vendors.litmos.errors import CourseIdMismatch
from emulator.vendors.litmos.removal import forget
from emulator.vendors.litmos.results import results
from emulator.vendors.litmos.rows import Statement
from emulator.vendors.litmos.tables import (
    LitmosAchievement,
    LitmosAward,
    LitmosCourse,
    LitmosPathCourse,
    LitmosUserPath,
)
from emulator.vendors.litmos.training import course_modules

_PATH_USERS = Statement(
    select(LitmosUserPath.user_id, LitmosUserPath.path_id)
    .join_from(LitmosPathCourse, LitmosUserPath, LitmosUserPath.path_id == LitmosPathCourse.path_id)
    .where(LitmosPathCourse.course_id == bindparam("course_id"))
    .where(LitmosPathCourse.active)
    .where(LitmosUserPath.active)
)


def delete(world: World, courseid: str, named: str | None) -> None:
    """Delete a course with its assignments, results, awards and places; achievements and earned points stay (inferred).

    403 for a course that is not there (the documented words), 409 if a body names another.
    """
    course = courses.find(world, courseid)
    if (named or courseid) != courseid:
        raise CourseIdMismatch()
    course_modules.take_out_all(world, courseid)
    learners = world.work.all(_PATH_USERS, course_id=courseid)
    world.work.update(LitmosAchievement, {"course_id": courseid}, {"course_id": None})
    forget(world, "course_id", courseid)
    world.work.delete(LitmosAward, item_kind="course", item_id=courseid)
    world.work.delete(LitmosCourse, id=courseid)
    results.roll_up_paths(world, [(row["user_id"], row["path_id"]) for row in learners], world.now())
    activities.note(world, "content", "Course Deleted", "Course", course)
