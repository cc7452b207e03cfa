"""Points and badges: what a completion earns."""

from typing import Literal

from emulator.sandbox.world import World
from emulator.vendors.litmos.ids import new_id
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.tables import LitmosAward, LitmosEarned, LitmosUser

ItemKind = Literal["course", "learning_path"]


def award(world: World, user_id: str, kind: ItemKind, item: Row) -> None:
    """Give a user the award of a completed item, if it has one."""
    found = world.work.get(LitmosAward, item_kind=kind, item_id=item["id"])
    user = world.work.get(LitmosUser, id=user_id)
    if found is None or user is None:
        return
    row: Row = {
        "id": new_id(world.ids),
        "number": world.ids.number("litmos.earned"),
        "user_id": user_id,
        "item_kind": kind,
        "item_id": item["id"],
        "item_name": item["name"],
        "points": found["points"],
        "badge_id": found["badge_id"],
        "date_completed": world.now(),
    }
    world.work.insert(LitmosEarned, row)
    world.work.update(LitmosUser, {"id": user_id}, {"points": user["points"] + found["points"]})
