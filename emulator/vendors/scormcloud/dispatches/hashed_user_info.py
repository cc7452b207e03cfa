"""Whether a dispatch shows learners' data only as a hash: set for a destination, or for a dispatch, which overrides it.

Inferred: a dispatch without a value of its own uses its destination's, as settings inherit (documented of configuration).
"""

from emulator.sandbox.world import World
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud.dispatches import destinations, dispatches
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tables import ScormCloudDestination, ScormCloudDispatch


def of_destination(world: World, destination_id: str) -> dict[str, bool]:
    """True if a destination's learners are hashed."""
    return {"enabled": destinations.find_row(world, destination_id)["hash_user_info"]}


def of_dispatch(world: World, dispatch_id: str) -> dict[str, bool]:
    """True if a dispatch's learners are hashed."""
    return {"enabled": is_hashed(world.work, dispatches.find_row(world, dispatch_id))}


def switch_destination(world: World, destination_id: str, body: Row) -> None:
    """Turn hashing on or off for a destination."""
    row = destinations.find_row(world, destination_id)
    changes: Row = {"hash_user_info": dispatches.wanted(body)}
    world.work.update(ScormCloudDestination, {"app_id": row["app_id"], "id": destination_id}, changes)


def switch_dispatch(world: World, dispatch_id: str, body: Row) -> None:
    """Turn hashing on or off for a dispatch."""
    row = dispatches.find_row(world, dispatch_id)
    changes: Row = {"hash_user_info": dispatches.wanted(body)}
    world.work.update(ScormCloudDispatch, {"app_id": row["app_id"], "id": dispatch_id}, changes)


def is_hashed(work: UnitOfWork, dispatch: Row) -> bool:
    """True if the learners of a dispatch's row are hashed."""
    if dispatch["hash_user_info"] is not None:
        return bool(dispatch["hash_user_info"])
    destination = work.get(ScormCloudDestination, app_id=dispatch["app_id"], id=dispatch["destination_id"])
    assert destination is not None
    return bool(destination["hash_user_info"])
