"""When and by whom: the four columns of `Stamped` rows."""

from emulator.sandbox.world import World
from emulator.vendors.litmos.rows import Row


def stamped(world: World) -> Row:
    """The columns of a row that comes now."""
    return {"created_date": world.now(), "created_by_id": _who(world), **touched(world)}


def touched(world: World) -> Row:
    """The columns of a row that changes now."""
    return {"updated_date": world.now(), "updated_by_id": _who(world)}


def _who(world: World) -> int:
    """The OriginalId of the caller; 0 for the house itself (a seed, a page, a job)."""
    return int(world.actor["original_id"]) if world.actor else 0
