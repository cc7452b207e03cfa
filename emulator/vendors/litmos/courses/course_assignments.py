"""The courses of users: given directly, by a team, or by a learning path."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from emulator.sandbox.world import World
from emulator.vendors.litmos.courses import grants
from emulator.vendors.litmos.courses.grants import Granted, Pair, Via
from emulator.vendors.litmos.results import results
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.tables import LitmosCourse, LitmosCourseGrant, LitmosUserCourse


def _access_till(world: World, course: Row) -> datetime | None:
    """Access ends on the course's date, else its number of days after the assignment (inferred from the members' names)."""
    date: datetime | None = course["access_till_date"]
    if date is not None or not course["access_till_days"]:
        return date
    try:
        return world.now() + timedelta(days=course["access_till_days"])
    except OverflowError:
        return None


COURSES = Granted(
    item="course_id",
    items=LitmosCourse,
    grants=LitmosCourseGrant,
    held=LitmosUserCourse,
    more={"compliant_till": None, "due_date": None},
    access_till=_access_till,
    renews_access=True,
)


def give(world: World, user_ids: Iterable[str], course_ids: Iterable[str], via: Via, via_id: str) -> list[Pair]:
    """Grant courses to users; returns the (user id, course id) pairs that are new.

    Users must exist; unknown courses are skipped.
    """
    courses = list(course_ids)
    return give_each(world, via, ((user_id, course_id, via_id) for user_id in user_ids for course_id in courses))


def give_each(world: World, via: Via, wanted: Iterable[tuple[str, str, str]]) -> list[Pair]:
    """Grant courses, as (user id, course id, id of what grants it); returns the (user id, course id) pairs that are new."""
    new = grants.give(world, COURSES, via, wanted)
    results.take_up(world, new)
    return new


def take(world: World, user_ids: Iterable[str], course_ids: Iterable[str], via: Via, *via_ids: str) -> None:
    """Take grants back; a course whose last grant goes is the user's no more, but its result stays for when it comes back (inferred)."""
    grants.take(world, COURSES, via, via_ids, user_ids, course_ids)


def sources(world: World, user_id: str, course_id: str) -> list[tuple[str, str]]:
    """Why a user has a course, as (via, id) pairs; empty if they do not have it."""
    return grants.sources(world, COURSES, user_id, course_id)


def find(world: World, user_id: str, course_id: str) -> Row | None:
    """A user's course with its result (`LitmosUserCourse`), or None if it is not assigned now."""
    return grants.find(world, COURSES, user_id, course_id)
