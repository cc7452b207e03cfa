"""The definitions of activities, collected from statements."""

from typing import Any

from emulator.lrs.lrs_call import LrsCall
from emulator.lrs.tables import XapiActivity
from emulator.store.json_text import JsonObject


def learn(call: LrsCall, activity: JsonObject) -> None:
    """Merge a statement's definition of an activity into the stored one; later values win, language by language."""
    definition = activity.get("definition")
    if not definition:
        return
    known = call.world.work.get(XapiActivity, **call.key(id=activity["id"]))
    if known is None:
        call.world.work.insert(XapiActivity, call.key(id=activity["id"], definition=definition))
        return
    merged = _merged(known["definition"], definition)
    if merged != known["definition"]:
        call.world.work.update(XapiActivity, call.key(id=activity["id"]), {"definition": merged})


def find(call: LrsCall, activity_id: str) -> JsonObject:
    """An activity with its known definition; an activity that no statement has named has only its id (Communication 2.5)."""
    known = call.world.work.get(XapiActivity, **call.key(id=activity_id))
    bare = {"objectType": "Activity", "id": activity_id}
    return bare if known is None else {**bare, "definition": known["definition"]}


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    merged = {**old, **new}
    for name in ("name", "description", "extensions"):
        if name in old and name in new:
            merged[name] = {**old[name], **new[name]}
    return merged
