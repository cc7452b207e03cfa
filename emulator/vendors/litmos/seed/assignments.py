"""The assignments of a seed document: `{"User": name, "Course": name, "DueDate", "CompliantTill", "AccessTillDate"}`."""

from typing import Any

from emulator.sandbox.world import World
from emulator.vendors.litmos.courses import course_assignments
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.seed import references
from emulator.vendors.litmos.tables import LitmosUserCourse
from emulator.vendors.litmos.wire.reading import LitmosReader

_reader = LitmosReader(contract)
_DATES = {"DueDate": "due_date", "CompliantTill": "compliant_till", "AccessTillDate": "access_till_date"}
NAMES = {"User", "Course", *_DATES}


def create(world: World, entry: Any, where: str) -> None:
    """Give a user a course, with the dates that only the vendor's web pages set."""
    given = references.members(entry, where, NAMES)
    user = references.user(world, _reader.string(given.get("User"), f"{where}.User"), f"{where}.User")["id"]
    name = _reader.string(given.get("Course"), f"{where}.Course")
    course = references.course(world, name, f"{where}.Course")["id"]
    course_assignments.give(world, [user], [course], "user", user)
    dates = {key: _reader.datetime(given[name], f"{where}.{name}") for name, key in _DATES.items() if given.get(name)}
    world.work.update(LitmosUserCourse, {"user_id": user, "course_id": course}, dates)
