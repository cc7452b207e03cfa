"""Reporting: the account, and links into Reportage."""

from emulator.sandbox.world import World
from emulator.vendors.scormcloud.applications import reporting
from emulator.vendors.scormcloud.routing import router
from emulator.vendors.scormcloud.rows import Row


@router.get("/reporting/accountInfo", status_code=200)
def get_account_info(world: World) -> Row:
    return reporting.account(world)


@router.get("/reporting/reportageAuth", status_code=200)
def get_reportage_auth_token(world: World, nav_permission: str, admin: bool) -> Row:
    return reporting.authentication(world, nav_permission, admin=admin)


@router.get("/reporting/reportageLink", status_code=200)
def get_reportage_link(world: World, auth: str, report_url: str) -> dict[str, str]:
    return reporting.link(world, auth, report_url)
