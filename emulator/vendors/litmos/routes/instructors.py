"""Instructors and their sessions."""

from emulator.sandbox.world import World
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.training import instructors, session_lists
from emulator.vendors.litmos.wire.page import Page


@router.get("/instructors", status_code=200)
def list_instructors(world: World, page: Page) -> list[Row]:
    return instructors.find_all(world, page)


@router.get("/instructors/{instructorid}/sessions", status_code=200)
def list_sessions_of_instructor(world: World, instructorid: str, page: Page) -> list[Row]:
    return session_lists.of_instructor(world, instructors.find_row(world, instructorid)["id"], page)
