"""Course grants. A user has a course as long as one grant is left: given directly, by a team, or by a learning path."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Literal

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.vendors.litmos.results import results
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.stamps import stamped, touched
from emulator.vendors.litmos.tables import LitmosCourse, LitmosCourseGrant, LitmosUserCourse

Via = Literal["user", "team", "learning_path"]

_GRANTS = Statement(
    select(LitmosCourseGrant.via, LitmosCourseGrant.via_id)
    .where(LitmosCourseGrant.user_id == bindparam("user_id"))
    .where(LitmosCourseGrant.course_id == bindparam("course_id"))
)


def give(
    world: World, user_ids: Iterable[str], course_ids: Iterable[str], via: Via, via_id: str
) -> list[tuple[str, str]]:
    """Grant courses to users; returns the (user id, course id) pairs that are new.

    Users must exist; unknown courses are skipped.
    """
    found = (world.work.get(LitmosCourse, id=course_id) for course_id in dict.fromkeys(course_ids))
    courses = [course for course in found if course is not None]
    return [
        (user_id, course["id"])
        for user_id in dict.fromkeys(user_ids)
        for course in courses
        if _give_one(world, user_id, course, via, via_id)
    ]


def take(world: World, user_ids: Iterable[str], course_ids: Iterable[str], via: Via, via_id: str) -> None:
    """Take grants back; a course whose last grant goes is the user's no more, but its result stays for when it comes back (inferred)."""
    courses = list(dict.fromkeys(course_ids))
    for user_id in dict.fromkeys(user_ids):
        for course_id in courses:
            key = {"user_id": user_id, "course_id": course_id}
            if world.work.delete(LitmosCourseGrant, **key, via=via, via_id=via_id) and not sources(
                world, user_id, course_id
            ):
                world.work.update(LitmosUserCourse, key, {"active": False, **touched(world)})


def sources(world: World, user_id: str, course_id: str) -> list[tuple[str, str]]:
    """Why a user has a course, as (via, id) pairs; empty if they do not have it."""
    return [(row["via"], row["via_id"]) for row in world.work.all(_GRANTS, user_id=user_id, course_id=course_id)]


def find(world: World, user_id: str, course_id: str) -> Row | None:
    """A user's course with its result (`LitmosUserCourse`), or None if it is not assigned now."""
    row = world.work.get(LitmosUserCourse, user_id=user_id, course_id=course_id)
    return row if row is not None and row["active"] else None


def _give_one(world: World, user_id: str, course: Row, via: Via, via_id: str) -> bool:
    key = {"user_id": user_id, "course_id": course["id"]}
    if world.work.get(LitmosCourseGrant, **key, via=via, via_id=via_id):
        return False
    world.work.insert(LitmosCourseGrant, {**key, "via": via, "via_id": via_id})
    before = world.work.get(LitmosUserCourse, **key)
    if before is not None and before["active"]:
        return False
    if before is None:
        world.work.insert(LitmosUserCourse, _new(world, user_id, course))
    else:
        changes = {"active": True, "assigned_date": world.now(), "access_till_date": _access_till(world, course)}
        world.work.update(LitmosUserCourse, key, {**changes, **touched(world)})
    results.take_up(world, user_id, course["id"])
    return True


def _new(world: World, user_id: str, course: Row) -> Row:
    return {
        "user_id": user_id,
        "course_id": course["id"],
        "number": world.ids.number("litmos.result"),
        "active": True,
        "assigned_date": world.now(),
        "start_date": None,
        "date_completed": None,
        "complete": False,
        "percentage_complete": "0.00",
        "compliant_till": None,
        "due_date": None,
        "access_till_date": _access_till(world, course),
        **stamped(world),
    }


def _access_till(world: World, course: Row) -> object:
    """Access ends on the course's date, else its number of days after the assignment (inferred from the members' names)."""
    if course["access_till_date"] is not None or not course["access_till_days"]:
        return course["access_till_date"]
    try:
        return world.now() + timedelta(days=course["access_till_days"])
    except OverflowError:
        return None
