"""Achievements."""

from emulator.sandbox.world import World
from emulator.vendors.litmos.results import achievements
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.wire.page import Page


@router.get("/achievements", status_code=200)
def list_achievements(world: World, page: Page, since: str | None, userid: str | None) -> list[Row]:
    return achievements.find_all(world, page, since, userid)
