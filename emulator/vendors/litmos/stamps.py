"""When and by whom: the four columns of `Stamped` rows."""

from typing import Any

from emulator.sandbox.world import World


def stamped(world: World) -> dict[str, Any]:
    """The columns of a row that comes now."""
    return {"created_date": world.now(), "created_by_id": _who(world), **touched(world)}


def touched(world: World) -> dict[str, Any]:
    """The columns of a row that changes now."""
    return {"updated_date": world.now(), "updated_by_id": _who(world)}


def _who(world: World) -> int:
    """The OriginalId of the caller; 0 for the house itself (a seed, a page, a job)."""
    return int(world.actor["original_id"]) if world.actor else 0
