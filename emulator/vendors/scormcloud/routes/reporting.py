"""Reporting: the account, and links into Reportage."""

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.applications import reporting
from emulator.vendors.scormcloud.routing import router


@router.get("/reporting/accountInfo", status_code=200)
def get_account_info(call: Call) -> Row:
    return reporting.account(call)


@router.get("/reporting/reportageAuth", status_code=200)
def get_reportage_auth_token(call: Call, nav_permission: str, admin: bool) -> Row:
    return reporting.authentication(call, nav_permission, admin=admin)


@router.get("/reporting/reportageLink", status_code=200)
def get_reportage_link(call: Call, auth: str, report_url: str) -> dict[str, str]:
    return reporting.link(call, auth, report_url)
