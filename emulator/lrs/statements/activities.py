"""The definitions of activities, collected from statements."""

from typing import Any

from emulator.lrs.desk import Desk
from emulator.lrs.tables import XapiActivity
from emulator.store.statement import Row


def learn(desk: Desk, activity: Row) -> None:
    """Merge a statement's definition of an activity into the stored one; later values win, language by language."""
    definition = activity.get("definition")
    if not definition:
        return
    known = desk.work.get(XapiActivity, **desk.key(id=activity["id"]))
    if known is None:
        desk.work.insert(XapiActivity, desk.key(id=activity["id"], definition=definition))
        return
    merged = _merged(known["definition"], definition)
    if merged != known["definition"]:
        desk.work.update(XapiActivity, desk.key(id=activity["id"]), {"definition": merged})


def find(desk: Desk, activity_id: str) -> Row:
    """An activity with its known definition; an activity that no statement has named has only its id (Communication 2.5)."""
    known = desk.work.get(XapiActivity, **desk.key(id=activity_id))
    bare = {"objectType": "Activity", "id": activity_id}
    return bare if known is None else {**bare, "definition": known["definition"]}


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    merged = {**old, **new}
    for name in ("name", "description", "extensions"):
        if name in old and name in new:
            merged[name] = {**old[name], **new[name]}
    return merged
