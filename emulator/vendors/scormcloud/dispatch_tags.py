"""The rules of a dispatch's tags."""

from typing import Any

from emulator.vendors.call import Call
from emulator.vendors.scormcloud import dispatches, tags


def find(call: Call, dispatch_id: str) -> dict[str, list[str]]:
    """The tags of a dispatch. 404 if there is no such dispatch."""
    row = dispatches.find_row(call, dispatch_id)
    return {"tags": tags.of(call.store, row["app_id"], tags.DISPATCH, dispatch_id)}


def replace(call: Call, dispatch_id: str, new: list[str]) -> None:
    """Set the tags of a dispatch: all others go, as the courses' page says of theirs."""
    tags.check(new)
    row = dispatches.find_row(call, dispatch_id)
    tags.replace(call.store, row["app_id"], tags.DISPATCH, dispatch_id, new)


def remove(call: Call, dispatch_id: str, gone: list[str]) -> None:
    """Take tags away from a dispatch."""
    row = dispatches.find_row(call, dispatch_id)
    tags.remove(call.store, row["app_id"], tags.DISPATCH, dispatch_id, gone)


def add_to_all(call: Call, batch: dict[str, Any]) -> None:
    """Add tags to every dispatch named, or to none."""
    tags.check(batch["tags"])
    for dispatch_id in dict.fromkeys(batch["ids"]):
        row = dispatches.find_row(call, dispatch_id)
        tags.add(call.store, row["app_id"], tags.DISPATCH, dispatch_id, batch["tags"])
