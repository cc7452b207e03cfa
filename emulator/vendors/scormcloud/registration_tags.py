"""The rules of a registration's tags."""

from typing import Any

from emulator.vendors.call import Call
from emulator.vendors.scormcloud import registrations, tags


def find(call: Call, registration_id: str) -> dict[str, list[str]]:
    """The tags of a registration. 404 if there is no such registration."""
    row = registrations.find_row(call, registration_id)
    return {"tags": tags.of(call.store, row["app_id"], tags.REGISTRATION, registration_id)}


def replace(call: Call, registration_id: str, new: list[str]) -> None:
    """Set the tags of a registration: all others go, as the courses' page says of theirs."""
    tags.check(new)
    row = registrations.find_row(call, registration_id)
    tags.replace(call.store, row["app_id"], tags.REGISTRATION, registration_id, new)


def remove(call: Call, registration_id: str, gone: list[str]) -> None:
    """Take tags away from a registration."""
    row = registrations.find_row(call, registration_id)
    tags.remove(call.store, row["app_id"], tags.REGISTRATION, registration_id, gone)


def add_to_all(call: Call, batch: dict[str, Any]) -> None:
    """Add tags to every registration named, or to none."""
    tags.check(batch["tags"])
    for registration_id in dict.fromkeys(batch["ids"]):
        row = registrations.find_row(call, registration_id)
        tags.add(call.store, row["app_id"], tags.REGISTRATION, registration_id, batch["tags"])
