"""Reporting: the account, and links into Reportage."""

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.scormcloud import reporting
from emulator.vendors.scormcloud.routing import routes


@routes.operation("getAccountInfo")
def get_account(call: Call) -> Row:
    return reporting.account(call)


@routes.operation("getReportageAuthToken")
def get_authentication(call: Call, nav_permission: str, admin: bool) -> Row:
    return reporting.authentication(call, nav_permission, admin=admin)


@routes.operation("getReportageLink")
def get_link(call: Call, auth: str, report_url: str) -> dict[str, str]:
    return reporting.link(call, auth, report_url)
