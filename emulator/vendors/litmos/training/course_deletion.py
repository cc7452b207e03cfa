"""Deleting a course, and what hangs on it."""

from sqlalchemy import bindparam, select

from emulator.store.statement import Statement
from emulator.vendors.call import Call
from emulator.vendors.litmos import activities
from emulator.vendors.litmos.courses import courses
from emulator.vendors.litmos.errors import CourseIdMismatch
from emulator.vendors.litmos.removal import forget
from emulator.vendors.litmos.results import results
from emulator.vendors.litmos.tables import (
    LitmosAchievement,
    LitmosAward,
    LitmosCourse,
    LitmosCourseModule,
    LitmosPathCourse,
    LitmosUserPath,
)
from emulator.vendors.litmos.training import course_modules
from emulator.vendors.litmos.wire.reading import named_id

_MODULES = Statement(select(LitmosCourseModule.module_id).where(LitmosCourseModule.course_id == bindparam("course_id")))
_PATH_USERS = Statement(
    select(LitmosUserPath.user_id, LitmosUserPath.path_id)
    .join_from(LitmosPathCourse, LitmosUserPath, LitmosUserPath.path_id == LitmosPathCourse.path_id)
    .where(LitmosPathCourse.course_id == bindparam("course_id"))
    .where(LitmosPathCourse.active)
    .where(LitmosUserPath.active)
)


def delete(call: Call, courseid: str) -> None:
    """Delete a course with its assignments, results, awards and places; achievements and earned points stay (inferred).

    403 for a course that is not there (the documented words), 409 if a body names another.
    """
    course = courses.find(call, courseid)
    if (named_id(call.request) or courseid) != courseid:
        raise CourseIdMismatch()
    for module in call.store.all(_MODULES, course_id=courseid):
        course_modules.take_out(call, courseid, module["module_id"])
    learners = call.store.all(_PATH_USERS, course_id=courseid)
    call.store.update(LitmosAchievement, {"course_id": courseid}, {"course_id": None})
    forget(call, "course_id", courseid)
    call.store.delete(LitmosAward, item_kind="course", item_id=courseid)
    call.store.delete(LitmosCourse, id=courseid)
    for learner in learners:
        results.roll_up_path(call, learner["user_id"], learner["path_id"], call.now())
    activities.note(call, "content", "Course Deleted", "Course", course)
