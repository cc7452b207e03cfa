"""Making tokens and links of a vendor expire at once, for its `expirable`."""

from typing import Any

from emulator.courseware.play import launches
from emulator.sandbox.world import World
from emulator.store.tables import Table
from emulator.vendors.vendor import Expire


def rows_of(table: type[Table[Any]], key: str) -> Expire:
    """Expires rows with a column `expires`; their keys are in the column `key`."""

    def expire(world: World, value: str | None) -> int:
        return world.work.update(table, {} if value is None else {key: value}, {"expires": world.now()})

    return expire


def launches_of(vendor: str) -> Expire:
    """Expires the vendor's launches in the player: a learner who plays one is refused from now on."""

    def expire(world: World, key: str | None) -> int:
        return launches.expire(world.work, world.now(), vendor, key)

    return expire
