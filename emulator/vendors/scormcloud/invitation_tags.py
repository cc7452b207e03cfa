"""The rules of an invitation's tags, public or private."""

from typing import Any

from emulator.vendors.call import Call
from emulator.vendors.scormcloud import invitations, tags


def find(call: Call, invitation_id: str) -> dict[str, list[str]]:
    """The tags of an invitation. 404 if there is no such invitation."""
    row = invitations.find_row(call, invitation_id)
    return {"tags": tags.of(call.store, row["app_id"], tags.INVITATION, invitation_id)}


def replace(call: Call, invitation_id: str, new: list[str]) -> None:
    """Set the tags of an invitation: all others go, as the courses' page says of theirs."""
    tags.check(new)
    row = invitations.find_row(call, invitation_id)
    tags.replace(call.store, row["app_id"], tags.INVITATION, invitation_id, new)


def remove(call: Call, invitation_id: str, gone: list[str]) -> None:
    """Take tags away from an invitation."""
    row = invitations.find_row(call, invitation_id)
    tags.remove(call.store, row["app_id"], tags.INVITATION, invitation_id, gone)


def add_to_all(call: Call, batch: dict[str, Any]) -> None:
    """Add tags to every invitation named, or to none."""
    tags.check(batch["tags"])
    for invitation_id in dict.fromkeys(batch["ids"]):
        row = invitations.find_row(call, invitation_id)
        tags.add(call.store, row["app_id"], tags.INVITATION, invitation_id, batch["tags"])
