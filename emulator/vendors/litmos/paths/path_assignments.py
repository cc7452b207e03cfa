"""The learning paths of users: given directly or by a team. A learning path grants its courses."""

from collections.abc import Iterable

from sqlalchemy import bindparam, delete, exists, select

from emulator.sandbox.world import World
from emulator.store.listed import among, listed
from emulator.store.statement import scoped
from emulator.vendors.litmos.courses import course_assignments, grants
from emulator.vendors.litmos.courses.course_assignments import COURSES
from emulator.vendors.litmos.courses.grants import Granted, Pair, Via
from emulator.vendors.litmos.results import results
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.tables import (
    LitmosCourseGrant,
    LitmosLearningPath,
    LitmosPathCourse,
    LitmosPathGrant,
    LitmosUserPath,
)

PATHS = Granted(
    item="path_id",
    items=LitmosLearningPath,
    grants=LitmosPathGrant,
    held=LitmosUserPath,
    more={},
    access_till=lambda _, path: path["access_till_date"],
    renews_access=False,
)

_COURSES = Statement(
    select(LitmosPathCourse.path_id, LitmosPathCourse.course_id)
    .where(among(LitmosPathCourse.path_id, "paths"))
    .where(LitmosPathCourse.active)
    .order_by(LitmosPathCourse.position)
)
_STILL_THERE = (
    select(1)
    .where(scoped(LitmosPathGrant.__table__))
    .where(LitmosPathGrant.user_id == LitmosCourseGrant.user_id)
    .where(LitmosPathGrant.path_id == LitmosCourseGrant.via_id)
    .correlate(LitmosCourseGrant.__table__)
)
_WITHOUT_PATH = Statement(
    delete(LitmosCourseGrant.__table__)
    .where(among(LitmosCourseGrant.user_id, "users"))
    .where(among(LitmosCourseGrant.course_id, "items"))
    .where(LitmosCourseGrant.via == bindparam("via"))
    .where(among(LitmosCourseGrant.via_id, "paths"))
    .where(~exists(_STILL_THERE))
)


def give(world: World, user_ids: Iterable[str], path_ids: Iterable[str], via: Via, via_id: str) -> list[Pair]:
    """Grant learning paths and their courses to users; returns the (user id, path id) pairs that are new."""
    paths = list(path_ids)
    new = grants.give(world, PATHS, via, ((user_id, path_id, via_id) for user_id in user_ids for path_id in paths))
    courses: dict[str, list[str]] = {}
    for row in world.work.all(_COURSES, paths=listed(paths)):
        courses.setdefault(row["path_id"], []).append(row["course_id"])
    of_paths = ((user_id, course_id, path_id) for user_id, path_id in new for course_id in courses.get(path_id, ()))
    course_assignments.give_each(world, "learning_path", of_paths)
    results.roll_up_paths(world, new, world.now())  # courses may be complete already
    return new


def take(world: World, user_ids: Iterable[str], path_ids: Iterable[str], via: Via, *via_ids: str) -> None:
    """Take grants back; with the last one the path's courses go, unless they were given otherwise too."""
    users, paths = list(user_ids), list(path_ids)
    grants.take(world, PATHS, via, via_ids, users, paths)
    take_courses(world, users, paths, course_ids(world, *paths))


def take_courses(world: World, user_ids: Iterable[str], path_ids: Iterable[str], courses: Iterable[str]) -> None:
    """Take from users the courses that they have through learning paths which they have no more."""
    asked = {"users": listed(user_ids), "items": listed(courses)}
    if world.work.run(_WITHOUT_PATH, via="learning_path", paths=listed(path_ids), **asked):
        grants.lose(world, COURSES, **asked)


def sources(world: World, user_id: str, path_id: str) -> list[tuple[str, str]]:
    """Why a user has a learning path, as (via, id) pairs; empty if they do not have it."""
    return grants.sources(world, PATHS, user_id, path_id)


def find(world: World, user_id: str, path_id: str) -> Row | None:
    """A user's learning path with its result (`LitmosUserPath`), or None if it is not assigned now."""
    return grants.find(world, PATHS, user_id, path_id)


def course_ids(world: World, *path_ids: str) -> list[str]:
    """The courses of learning paths, each path's in its order."""
    return [row["course_id"] for row in world.work.all(_COURSES, paths=listed(path_ids))]
