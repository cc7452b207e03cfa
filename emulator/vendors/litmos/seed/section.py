"""The Litmos section of a seed document, in the vendor's own member names. Its parts are created in the order of `_SECTIONS`."""

from collections.abc import Callable
from typing import Any

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors.errors import VendorError
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.seed import (
    assignments,
    collections,
    courses,
    custom_fields,
    gamification,
    learning_paths,
    results,
    teams,
    training,
    users,
)

_SECTIONS: dict[str, Callable[[World, Any, str], None]] = {
    "course_custom_fields": custom_fields.create_course_field,
    "user_custom_fields": custom_fields.create_user_field,
    "users": users.create,
    "instructors": training.create_instructor,
    "locations": training.create_location,
    "courses": courses.create,
    "learning_paths": learning_paths.create,
    "teams": teams.create,
    "assignments": assignments.create,
    "badges": gamification.create_badge,
    "awards": gamification.create_award,
    "results": results.create,
    "collections": collections.create_collection,
    "tokens": collections.create_token,
}


def create(world: World, document: Any) -> None:
    """Create what `{"users": [{"UserName": …}], "courses": [{"Name": …}], …}` describes."""
    if not isinstance(document, dict):
        raise InputProblem("litmos", "must be an object")
    for name in document:
        if name not in _SECTIONS:
            raise InputProblem(f"litmos.{name}", f"is not known; {', '.join(_SECTIONS)} are")
    for section in _SECTIONS:
        entries = document.get(section, [])
        if not isinstance(entries, list):
            raise InputProblem(f"litmos.{section}", "must be an array")
        for index, entry in enumerate(entries):
            _create_one(world, section, entry, f"litmos.{section}[{index}]")


def _create_one(world: World, section: str, entry: Any, where: str) -> None:
    try:
        _SECTIONS[section](world, entry, where)
    except VendorError as error:
        text = contract.error(type(error).__name__, None).text
        raise InputProblem(where, error.hint or text or type(error).__name__) from None
