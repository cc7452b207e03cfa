"""The rules of a course's tags."""

from typing import Any

from emulator.vendors.call import Call
from emulator.vendors.scormcloud import courses, tags


def find(call: Call, course_id: str) -> dict[str, list[str]]:
    """The tags of a course. 404 if there is no such course."""
    row = courses.find_row(call, course_id)
    return {"tags": tags.of(call.store, row["app_id"], tags.COURSE, course_id)}


def replace(call: Call, course_id: str, new: list[str]) -> None:
    """Set the tags of a course (documented: all others go)."""
    tags.check(new)
    row = courses.find_row(call, course_id)
    tags.replace(call.store, row["app_id"], tags.COURSE, course_id, new)


def remove(call: Call, course_id: str, gone: list[str]) -> None:
    """Take tags away from a course."""
    row = courses.find_row(call, course_id)
    tags.remove(call.store, row["app_id"], tags.COURSE, course_id, gone)


def add_to_all(call: Call, batch: dict[str, Any]) -> None:
    """Add tags to every course named, or to none (the client: they are applied, so those that are there stay)."""
    tags.check(batch["tags"])
    for course_id in dict.fromkeys(batch["ids"]):
        row = courses.find_row(call, course_id)
        tags.add(call.store, row["app_id"], tags.COURSE, course_id, batch["tags"])
