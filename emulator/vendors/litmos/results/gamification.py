"""Points and badges: what a completion earns."""

from typing import Literal

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos.ids import new_id
from emulator.vendors.litmos.tables import LitmosAward, LitmosEarned, LitmosUser

ItemKind = Literal["course", "learning_path"]


def award(call: Call, user_id: str, kind: ItemKind, item: Row) -> None:
    """Give a user what the completion of an item earns; nothing if the item has no award."""
    found = call.store.get(LitmosAward, item_kind=kind, item_id=item["id"])
    user = call.store.get(LitmosUser, id=user_id)
    if found is None or user is None:
        return
    row: Row = {
        "id": new_id(call.ids),
        "number": call.ids.number("litmos.earned"),
        "user_id": user_id,
        "item_kind": kind,
        "item_id": item["id"],
        "item_name": item["name"],
        "points": found["points"],
        "badge_id": found["badge_id"],
        "date_completed": call.now(),
    }
    call.store.insert(LitmosEarned, row)
    call.store.update(LitmosUser, {"id": user_id}, {"points": user["points"] + found["points"]})
