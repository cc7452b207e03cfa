"""Module results, and the results of the courses and learning paths that contain the modules.

Inferred throughout, except that a completed module shows in the course (recorded) and that percentages are decimals: a course is complete
when all its active modules are, a learning path when all its courses are; the percentage is the share of complete parts.
"""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import bindparam, delete, func, select

from emulator.light.records import dataclass
from emulator.sandbox.world import World
from emulator.store.listed import among, listed
from emulator.store.parts import part
from emulator.vendors.litmos.ids import new_id
from emulator.vendors.litmos.results import gamification
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.stamps import stamped, touched
from emulator.vendors.litmos.tables import (
    LitmosAchievement,
    LitmosCourse,
    LitmosCourseModule,
    LitmosLearningPath,
    LitmosModule,
    LitmosModuleResult,
    LitmosPathCourse,
    LitmosUserCourse,
    LitmosUserPath,
)


@dataclass(frozen=True, slots=True)
class Reported:
    """A report about a module. None keeps the known value; `seconds` are added to the earlier ones; `at` is the date of the module's
    result.

    In an example of the vendor's, a module is finished at the reported midnight, and its course is completed when the report arrives.
    """

    completed: bool | None = None
    score: int | None = None
    attempts: int | None = None
    note: str | None = None
    seconds: int = 0
    at: datetime | None = None
    attempt_id: str | None = None


_COURSES_OF_MODULE = Statement(
    select(LitmosCourseModule.course_id).where(LitmosCourseModule.module_id == bindparam("module_id"))
)
_MODULES = Statement(
    select(LitmosCourseModule.module_id)
    .join_from(LitmosCourseModule, LitmosModule, LitmosModule.id == LitmosCourseModule.module_id)
    .where(LitmosCourseModule.course_id == bindparam("course_id"))
    .where(LitmosModule.active)
    .order_by(LitmosCourseModule.position)
)
_PATHS_OF_COURSE = Statement(
    select(LitmosUserPath.path_id)
    .join_from(LitmosUserPath, LitmosPathCourse, LitmosPathCourse.path_id == LitmosUserPath.path_id)
    .where(LitmosUserPath.user_id == bindparam("user_id"))
    .where(LitmosPathCourse.course_id == bindparam("course_id"))
    .where(LitmosUserPath.active)
    .where(LitmosPathCourse.active)
)
_PATHS = Statement(select(*LitmosLearningPath.__table__.c).where(among(LitmosLearningPath.id, "paths")))
_USERS_PATHS = Statement(
    select(*LitmosUserPath.__table__.c)
    .where(among(LitmosUserPath.user_id, "users"))
    .where(among(LitmosUserPath.path_id, "paths"))
)
_PATH_COURSES = Statement(
    select(LitmosPathCourse.path_id, LitmosPathCourse.course_id, LitmosPathCourse.equivalency_id)
    .where(among(LitmosPathCourse.path_id, "paths"))
    .where(LitmosPathCourse.active)
)
_USERS_COURSES = Statement(
    select(LitmosUserCourse.user_id, LitmosUserCourse.course_id, LitmosUserCourse.start_date, LitmosUserCourse.complete)
    .where(among(LitmosUserCourse.user_id, "users"))
    .where(among(LitmosUserCourse.course_id, "courses"))
)
_BEST_SCORE = Statement(
    select(func.max(LitmosModuleResult.score))
    .join_from(LitmosModuleResult, LitmosCourseModule, LitmosCourseModule.module_id == LitmosModuleResult.module_id)
    .where(LitmosModuleResult.user_id == bindparam("user_id"))
    .where(LitmosCourseModule.course_id == bindparam("course_id"))
)
_WITH_RESULTS = Statement(
    select(LitmosModuleResult.user_id, LitmosCourseModule.course_id)
    .join_from(LitmosModuleResult, LitmosCourseModule, LitmosCourseModule.module_id == LitmosModuleResult.module_id)
    .where(among(LitmosModuleResult.user_id, "users"))
    .where(among(LitmosCourseModule.course_id, "courses"))
)
_RESULTS_OF_COURSE = Statement(
    select(LitmosModuleResult.completed)
    .join_from(LitmosModuleResult, LitmosCourseModule, LitmosCourseModule.module_id == LitmosModuleResult.module_id)
    .join(LitmosModule, LitmosModule.id == LitmosCourseModule.module_id)
    .where(LitmosModuleResult.user_id == bindparam("user_id"))
    .where(LitmosCourseModule.course_id == bindparam("course_id"))
    .where(LitmosModule.active)
)
_RESET = Statement(
    delete(LitmosModuleResult.__table__)
    .where(LitmosModuleResult.user_id == bindparam("user_id"))
    .where(among(LitmosModuleResult.module_id, "modules"))
)


def report(world: World, user_id: str, module_id: str, reported: Reported, rolled_up: datetime | None = None) -> Row:
    """Record a report about a user's module, and roll it up; returns the result (`LitmosModuleResult`).

    What is complete with it (courses, learning paths, achievements) is so now, or at `rolled_up`.
    """
    key = {"user_id": user_id, "module_id": module_id}
    before = world.work.get(LitmosModuleResult, **key)
    row = _changed(world, before or _new(world, user_id, module_id), reported)
    if before is None:
        world.work.insert(LitmosModuleResult, row)
    else:
        world.work.update(LitmosModuleResult, key, part(row, row.keys() - {"sandbox", *key}))
    for place in world.work.all(_COURSES_OF_MODULE, module_id=module_id):
        roll_up(world, user_id, place["course_id"], rolled_up or world.now())
    return row


def reset(world: World, user_id: str, course_id: str) -> None:
    """Delete a user's results of a course, so that the user starts again; achievements stay (inferred)."""
    modules = [row["module_id"] for row in world.work.all(_MODULES, course_id=course_id)]
    world.work.run(_RESET, user_id=user_id, modules=listed(modules))
    changes: Row = {"start_date": None, "date_completed": None, "complete": False}
    changes |= {"percentage_complete": "0.00", **touched(world)}
    world.work.update(LitmosUserCourse, {"user_id": user_id, "course_id": course_id}, changes)
    _roll_up_paths(world, user_id, course_id, world.now())


def roll_up(world: World, user_id: str, course_id: str, at: datetime) -> None:
    """Work out a user's course from its modules, and the learning paths from their courses."""
    key = {"user_id": user_id, "course_id": course_id}
    before = world.work.get(LitmosUserCourse, **key)
    if before is None or not before["active"]:
        return
    modules = world.work.all(_MODULES, course_id=course_id)
    results = world.work.all(_RESULTS_OF_COURSE, **key)
    done = sum(1 for result in results if result["completed"])
    complete = bool(modules) and done == len(modules)
    changes: Row = {
        "start_date": before["start_date"] or (at if results else None),
        "complete": complete,
        "date_completed": (before["date_completed"] or at) if complete else None,
        "percentage_complete": percentage(done, len(modules)),
        **touched(world),
    }
    world.work.update(LitmosUserCourse, key, changes)
    if complete and not before["complete"]:
        course = world.work.get(LitmosCourse, id=course_id)
        assert course is not None
        score = world.work.value(_BEST_SCORE, **key)
        _achieve(world, user_id, "Course Completed", course, at, course_id=course_id, score=score)
        gamification.award(world, user_id, "course", course)
    _roll_up_paths(world, user_id, course_id, at)


def take_up(world: World, new: list[tuple[str, str]]) -> None:
    """Work out courses that users have just got, as (user id, course id) pairs, of whose modules they have results: a linked module has one
    result everywhere.
    """
    users, courses = ({pair[at] for pair in new} for at in (0, 1))
    found = world.work.all(_WITH_RESULTS, users=listed(users), courses=listed(courses)) if new else []
    begun = {(row["user_id"], row["course_id"]) for row in found}
    for user_id, course_id in new:
        if (user_id, course_id) in begun:
            roll_up(world, user_id, course_id, world.now())


def complete_course(world: World, user_id: str, course: Row, at: datetime) -> None:
    """Complete a user's course by completing its modules; one without modules is complete by itself. All of it is dated `at`."""
    modules = world.work.all(_MODULES, course_id=course["id"])
    for module in modules:
        report(world, user_id, module["module_id"], Reported(completed=True, at=at), rolled_up=at)
    key = {"user_id": user_id, "course_id": course["id"]}
    before = world.work.get(LitmosUserCourse, **key)
    if modules or before is None or before["complete"]:
        return
    changes: Row = {"start_date": before["start_date"] or at, "date_completed": at, "complete": True, **touched(world)}
    world.work.update(LitmosUserCourse, key, {**changes, "percentage_complete": "100.00"})
    _achieve(world, user_id, "Course Completed", course, at, course_id=course["id"])
    gamification.award(world, user_id, "course", course)
    _roll_up_paths(world, user_id, course["id"], at)


def percentage(part: int, whole: int) -> str:
    """A share in per cent, as a decimal of two places."""
    return f"{Decimal(part * 100) / whole:.2f}" if whole else "0.00"


def _roll_up_paths(world: World, user_id: str, course_id: str, at: datetime) -> None:
    paths = world.work.all(_PATHS_OF_COURSE, user_id=user_id, course_id=course_id)
    roll_up_paths(world, [(user_id, row["path_id"]) for row in paths], at)


def roll_up_paths(world: World, pairs: list[tuple[str, str]], at: datetime) -> None:
    """Work out users' learning paths, as (user id, path id) pairs, from their courses."""
    if not pairs:
        return
    users, path_ids = (listed({pair[at] for pair in pairs}) for at in (0, 1))
    paths = {row["id"]: row for row in world.work.all(_PATHS, paths=path_ids)}
    places: dict[str, list[Row]] = {path_id: [] for path_id in paths}
    for row in world.work.all(_PATH_COURSES, paths=path_ids):
        places[row["path_id"]].append(row)
    courses = listed({place["course_id"] for group in places.values() for place in group})
    results = {
        (row["user_id"], row["course_id"]): row for row in world.work.all(_USERS_COURSES, users=users, courses=courses)
    }
    before = {
        (row["user_id"], row["path_id"]): row for row in world.work.all(_USERS_PATHS, users=users, paths=path_ids)
    }
    known = [pair for pair in pairs if pair in before and pair[1] in paths]
    changed = [_of_path(world, before[pair], places[pair[1]], results, at) for pair in known]
    world.work.update_all(LitmosUserPath, ("user_id", "path_id"), changed)
    for row in changed:
        if row["complete"] and not before[row["user_id"], row["path_id"]]["complete"]:
            path = paths[row["path_id"]]
            _achieve(world, row["user_id"], "Learning Path Completed", path, at, path_id=path["id"])
            gamification.award(world, row["user_id"], "learning_path", path)


def _of_path(world: World, before: Row, places: list[Row], results: dict[tuple[str, str], Row], at: datetime) -> Row:
    """A user's learning path by the results of its courses; of equivalent courses one is enough."""
    groups: dict[str, list[Row | None]] = {}
    for place in places:
        result = results.get((before["user_id"], place["course_id"]))
        groups.setdefault(place["equivalency_id"] or place["course_id"], []).append(result)
    started = any(result is not None and result["start_date"] for group in groups.values() for result in group)
    done = sum(1 for group in groups.values() if any(result is not None and result["complete"] for result in group))
    complete = bool(groups) and done == len(groups)
    return {
        "user_id": before["user_id"],
        "path_id": before["path_id"],
        "start_date": before["start_date"] or (at if started else None),
        "complete": complete,
        "date_completed": (before["date_completed"] or at) if complete else None,
        "percentage_complete": percentage(done, len(groups)),
        **touched(world),
    }


def _new(world: World, user_id: str, module_id: str) -> Row:
    return {
        "user_id": user_id,
        "module_id": module_id,
        "number": world.ids.number("litmos.result"),
        "active": True,
        "score": None,
        "completed": False,
        "attempts": 0,
        "note": "",
        "started_date": None,
        "finished_date": None,
        "seconds": 0,
        "attempt_id": None,
        **stamped(world),
    }


def _changed(world: World, row: Row, reported: Reported) -> Row:
    at = reported.at or world.now()
    completed = row["completed"] if reported.completed is None else reported.completed
    return {
        **row,
        "completed": completed,
        "score": row["score"] if reported.score is None else reported.score,
        "attempts": max(row["attempts"], 1) if reported.attempts is None else reported.attempts,
        "note": row["note"] if reported.note is None else reported.note,
        "seconds": row["seconds"] + reported.seconds,
        "started_date": row["started_date"] or at,
        "finished_date": (row["finished_date"] or at) if completed else None,
        "attempt_id": reported.attempt_id or row["attempt_id"],
        **touched(world),
    }


def _achieve(
    world: World,
    user_id: str,
    kind: str,
    item: Row,
    at: datetime,
    *,
    course_id: str | None = None,
    path_id: str | None = None,
    score: int | None = None,
) -> None:
    row: Row = {
        "number": world.ids.number("litmos.achievement"),
        "id": new_id(world.ids),
        "user_id": user_id,
        "course_id": course_id,
        "path_id": path_id,
        "type": kind,
        "title": item["name"],
        "description": item["description"],
        "achievement_date": at,
        "compliant_till_date": None,
        "score": None if score is None else str(score),
        "result": "Complete",
        "certificate_id": None,
        **stamped(world),
    }
    world.work.insert(LitmosAchievement, row)
