"""Activity logs."""

from emulator.sandbox.world import World
from emulator.vendors.litmos import activities
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.wire.page import Page


@router.get("/org/activities/actions", status_code=200)
def list_actions(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return activities.find_all(world, "actions", since, to, page)


@router.get("/org/activities/assignments", status_code=200)
def list_assignments(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return activities.find_all(world, "assignments", since, to, page)


@router.get("/org/activities/content", status_code=200)
def list_content(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return activities.find_all(world, "content", since, to, page)


@router.get("/org/activities/logins", status_code=200)
def list_logins(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return activities.find_all(world, "logins", since, to, page)


@router.get("/org/activities/settings", status_code=200)
def list_settings(world: World, page: Page, since: str | None, to: str | None) -> list[Row]:
    return activities.find_all(world, "settings", since, to, page)
