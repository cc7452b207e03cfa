"""Activity logs."""

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos import activities
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.wire.page import Page


@router.get("/org/activities/actions", status_code=200)
def list_actions(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return activities.find_all(call, "actions", since, to, page)


@router.get("/org/activities/assignments", status_code=200)
def list_assignments(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return activities.find_all(call, "assignments", since, to, page)


@router.get("/org/activities/content", status_code=200)
def list_content(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return activities.find_all(call, "content", since, to, page)


@router.get("/org/activities/logins", status_code=200)
def list_logins(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return activities.find_all(call, "logins", since, to, page)


@router.get("/org/activities/settings", status_code=200)
def list_settings(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return activities.find_all(call, "settings", since, to, page)
