"""Activity logs."""

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos import activities
from emulator.vendors.litmos.page import Page
from emulator.vendors.litmos.routing import routes


@routes.operation("get_org_activities_actions")
def list_actions(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return activities.find_all(call, "actions", since, to, page)


@routes.operation("get_org_activities_assignments")
def list_assignments(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return activities.find_all(call, "assignments", since, to, page)


@routes.operation("get_org_activities_content")
def list_content(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return activities.find_all(call, "content", since, to, page)


@routes.operation("get_org_activities_logins")
def list_logins(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return activities.find_all(call, "logins", since, to, page)


@routes.operation("get_org_activities_settings")
def list_settings(call: Call, page: Page, since: str | None, to: str | None) -> list[Row]:
    return activities.find_all(call, "settings", since, to, page)
