"""The registration counters of dispatches. A reset clears the counter and leaves the registrations (documented)."""

from typing import Any

from sqlalchemy import bindparam, func, select

from emulator.sandbox.world import World
from emulator.vendors.scormcloud.dispatches import destinations, dispatches
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudDispatch
from emulator.vendors.scormcloud.wire.writing import to_milliseconds

_SUM = Statement(
    select(func.coalesce(func.sum(ScormCloudDispatch.registration_count), 0)).where(
        ScormCloudDispatch.app_id == bindparam("app_id"),
        ScormCloudDispatch.destination_id == bindparam("destination_id"),
    )
)


def find(world: World, dispatch_id: str) -> Row:
    """The count of a dispatch, and when it was last reset, or None."""
    row = dispatches.find_row(world, dispatch_id)
    return {"registration_count": row["registration_count"], "last_reset_date": row["registration_reset_date"]}


def reset(world: World, dispatch_id: str) -> None:
    """Reset the count of a dispatch."""
    row = dispatches.find_row(world, dispatch_id)
    _reset(world, {"app_id": row["app_id"], "id": dispatch_id})


def of_destination(world: World, destination_id: str) -> dict[str, int]:
    """The sum of the counts of all dispatches to a destination."""
    row = destinations.find_row(world, destination_id)
    return {"result": int(world.work.kept_value(_SUM, app_id=row["app_id"], destination_id=destination_id))}


def reset_destination(world: World, destination_id: str) -> None:
    """Reset the counts of all dispatches to a destination."""
    row = destinations.find_row(world, destination_id)
    _reset(world, {"app_id": row["app_id"], "destination_id": destination_id})


def _reset(world: World, key: dict[str, Any]) -> None:
    changes: Row = {"registration_count": 0, "registration_reset_date": to_milliseconds(world.now())}
    world.work.update(ScormCloudDispatch, key, changes)
