"""The activity logs: written by the rules when something really happened, read by `/org/activities/…`."""

from typing import Literal

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos.tables import LitmosActivity, LitmosUser

Log = Literal["actions", "assignments", "content", "logins", "settings"]


def note(
    call: Call,
    log: Log,
    activity: str,
    kind: str,
    thing: Row,
    target_kind: str = "",
    target: Row | None = None,
    *,
    category: str = "",
    old: str = "",
    new: str = "",
    ip_address: str = "",
) -> None:
    """Write to a log that the caller did `activity` to `thing` (a row with id and, mostly, original_id), maybe concerning `target`.

    `kind` and `target_kind` are the words for their types: User, Course, Team, LearningPath, Module, Session …
    """
    actor = call.store.get(LitmosUser, id=call.principal["id"]) if call.principal else None
    row: Row = {
        "number": call.ids.number("litmos.activity"),
        "log": log,
        "activity_type": activity,
        "category": category,
        "object_type": kind,
        "object_id": thing.get("id", ""),
        "original_object_id": str(thing.get("original_id") or ""),
        "object_name": name_of(thing),
        "target_object_type": target_kind,
        "target_object_id": target["id"] if target else "",
        "original_target_object_id": str(target.get("original_id") or "") if target else "",
        "target_object_name": name_of(target) if target else "",
        "old_value": old,
        "new_value": new,
        "activity_by": actor["full_name"] if actor else "",
        "activity_by_user_name": actor["user_name"] if actor else "",
        "ip_address": ip_address,
        "activity_date": call.now(),
    }
    call.store.insert(LitmosActivity, row)


def name_of(thing: Row) -> str:
    """What a row is called in a log: a user's full name, else its name or title."""
    return str(thing.get("full_name") or thing.get("name") or thing.get("title") or "")
