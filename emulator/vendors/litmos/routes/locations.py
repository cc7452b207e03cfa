"""Locations."""

from emulator.sandbox.world import World
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.training import locations
from emulator.vendors.litmos.wire.page import Page


@router.get("/locations", status_code=200)
def list_locations(world: World, page: Page) -> list[Row]:
    return locations.find_all(world, page)
