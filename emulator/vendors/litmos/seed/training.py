"""Locations and instructors in a seed document: no operation makes them."""

from typing import Any, cast

from sqlalchemy import func, select

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.seed import references
from emulator.vendors.litmos.tables import LitmosInstructor, LitmosLocation
from emulator.vendors.litmos.wire.reading import LitmosReader

_reader = LitmosReader(contract)
_FIELDS = contract.schemas["Location"].fields
NAMES = {field.name for field in _FIELDS}
_LAST = Statement(select(func.max(LitmosLocation.location_id)))


def create_location(world: World, entry: Any, where: str) -> None:
    """Create a location: the members of GET /locations. Without a LocationId it gets the next one."""
    given = references.members(entry, where, NAMES)
    body: Row = cast(Row, _reader.document(contract.schemas["Location"], given, where))
    if not body.get("location"):
        raise InputProblem(f"{where}.Location", "is required")
    number = body.get("location_id")
    if number is None:
        number = (world.work.value(_LAST) or 0) + 1
    if world.work.get(LitmosLocation, location_id=number):
        raise InputProblem(f"{where}.LocationId", "belongs to another location")
    world.work.insert(
        LitmosLocation, {**{field.key: body.get(field.key) or "" for field in _FIELDS}, "location_id": number}
    )


def create_instructor(world: World, entry: Any, where: str) -> None:
    """Let a user, named by UserName or Id, hold sessions."""
    if not isinstance(entry, str):
        raise InputProblem(where, "must be a UserName or an Id")
    user = references.user(world, entry, where)
    if world.work.get(LitmosInstructor, user_id=user["id"]) is None:
        world.work.insert(LitmosInstructor, {"user_id": user["id"]})
