"""Learning path grants. A learning path grants its courses; a user has it as long as one grant is left."""

from collections.abc import Iterable
from typing import Literal

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.vendors.litmos.courses import course_assignments
from emulator.vendors.litmos.results import results
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.stamps import stamped, touched
from emulator.vendors.litmos.tables import LitmosLearningPath, LitmosPathCourse, LitmosPathGrant, LitmosUserPath

Via = Literal["user", "team"]

_GRANTS = Statement(
    select(LitmosPathGrant.via, LitmosPathGrant.via_id)
    .where(LitmosPathGrant.user_id == bindparam("user_id"))
    .where(LitmosPathGrant.path_id == bindparam("path_id"))
)
_COURSES = Statement(
    select(LitmosPathCourse.course_id)
    .where(LitmosPathCourse.path_id == bindparam("path_id"))
    .where(LitmosPathCourse.active)
    .order_by(LitmosPathCourse.position)
)


def give(
    world: World, user_ids: Iterable[str], path_ids: Iterable[str], via: Via, via_id: str
) -> list[tuple[str, str]]:
    """Grant learning paths and their courses to users; returns the (user id, path id) pairs that are new."""
    found = (world.work.get(LitmosLearningPath, id=path_id) for path_id in dict.fromkeys(path_ids))
    paths = [path for path in found if path is not None]
    return [
        (user_id, path["id"])
        for user_id in dict.fromkeys(user_ids)
        for path in paths
        if _give_one(world, user_id, path, via, via_id)
    ]


def take(world: World, user_ids: Iterable[str], path_ids: Iterable[str], via: Via, via_id: str) -> None:
    """Take grants back; with the last one the path's courses go, unless they were given otherwise too."""
    paths = list(dict.fromkeys(path_ids))
    for user_id in dict.fromkeys(user_ids):
        for path_id in paths:
            key = {"user_id": user_id, "path_id": path_id}
            if world.work.delete(LitmosPathGrant, **key, via=via, via_id=via_id) and not sources(
                world, user_id, path_id
            ):
                world.work.update(LitmosUserPath, key, {"active": False, **touched(world)})
                course_assignments.take(world, [user_id], course_ids(world, path_id), "learning_path", path_id)


def sources(world: World, user_id: str, path_id: str) -> list[tuple[Via, str]]:
    """Why a user has a learning path, as (via, id) pairs; empty if they do not have it."""
    return [(row["via"], row["via_id"]) for row in world.work.all(_GRANTS, user_id=user_id, path_id=path_id)]


def find(world: World, user_id: str, path_id: str) -> Row | None:
    """A user's learning path with its result (`LitmosUserPath`), or None if it is not assigned now."""
    row = world.work.get(LitmosUserPath, user_id=user_id, path_id=path_id)
    return row if row is not None and row["active"] else None


def course_ids(world: World, path_id: str) -> list[str]:
    """The courses of a learning path, in its order."""
    return [row["course_id"] for row in world.work.all(_COURSES, path_id=path_id)]


def _give_one(world: World, user_id: str, path: Row, via: Via, via_id: str) -> bool:
    key = {"user_id": user_id, "path_id": path["id"]}
    if world.work.get(LitmosPathGrant, **key, via=via, via_id=via_id):
        return False
    world.work.insert(LitmosPathGrant, {**key, "via": via, "via_id": via_id})
    before = world.work.get(LitmosUserPath, **key)
    if before is not None and before["active"]:
        return False
    if before is None:
        world.work.insert(LitmosUserPath, _new(world, user_id, path))
    else:
        world.work.update(LitmosUserPath, key, {"active": True, "assigned_date": world.now(), **touched(world)})
    course_assignments.give(world, [user_id], course_ids(world, path["id"]), "learning_path", path["id"])
    results.roll_up_path(world, user_id, path["id"], world.now())  # courses may be complete already
    return True


def _new(world: World, user_id: str, path: Row) -> Row:
    return {
        "user_id": user_id,
        "path_id": path["id"],
        "number": world.ids.number("litmos.result"),
        "active": True,
        "assigned_date": world.now(),
        "start_date": None,
        "date_completed": None,
        "complete": False,
        "percentage_complete": "0.00",
        "access_till_date": path["access_till_date"],
        **stamped(world),
    }
