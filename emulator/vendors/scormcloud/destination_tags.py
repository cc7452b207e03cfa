"""The rules of a destination's tags."""

from typing import Any

from emulator.vendors.call import Call
from emulator.vendors.scormcloud import destinations, tags


def find(call: Call, destination_id: str) -> dict[str, list[str]]:
    """The tags of a destination. 404 if there is no such destination."""
    row = destinations.find_row(call, destination_id)
    return {"tags": tags.of(call.store, row["app_id"], tags.DESTINATION, destination_id)}


def replace(call: Call, destination_id: str, new: list[str]) -> None:
    """Set the tags of a destination: all others go, as the courses' page says of theirs."""
    tags.check(new)
    row = destinations.find_row(call, destination_id)
    tags.replace(call.store, row["app_id"], tags.DESTINATION, destination_id, new)


def remove(call: Call, destination_id: str, gone: list[str]) -> None:
    """Take tags away from a destination."""
    row = destinations.find_row(call, destination_id)
    tags.remove(call.store, row["app_id"], tags.DESTINATION, destination_id, gone)


def add_to_all(call: Call, batch: dict[str, Any]) -> None:
    """Add tags to every destination named, or to none."""
    tags.check(batch["tags"])
    for destination_id in dict.fromkeys(batch["ids"]):
        row = destinations.find_row(call, destination_id)
        tags.add(call.store, row["app_id"], tags.DESTINATION, destination_id, batch["tags"])
