"""Bulk imports."""

from emulator.http import Request
from emulator.sandbox.world import World
from emulator.vendors.litmos.imports import bulk_imports, course_imports
from emulator.vendors.litmos.imports.bulk_imports import BULK_IMPORT
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.wire.page import Page
from emulator.vendors.router import polls


@router.get("/bulkimports", status_code=200)
def list_bulk_imports(world: World, page: Page) -> list[Row]:
    return bulk_imports.find_all(world, page)


@router.post("/bulkimports", status_code=200)
def import_users(
    world: World, request: Request, body: list[Row], sendmessage: bool | None, skipfirstlogin: bool | None
) -> Row:
    return bulk_imports.create(
        world, "users", body, len(request.body), send_emails=sendmessage, skip_first_login=skipfirstlogin
    )


@router.get("/bulkimports/{bulkimportid}", status_code=200)
@polls(BULK_IMPORT, "bulkimportid")
def get_bulk_import(world: World, bulkimportid: str) -> Row:
    return bulk_imports.find(world, bulkimportid)


@router.get("/bulkimports/{bulkimportid}/usererrors", status_code=200)
def list_user_errors(world: World, bulkimportid: str, is_api: bool | None, page: Page) -> list[Row]:
    return bulk_imports.errors(world, bulkimportid, is_api, page)


@router.post("/bulkimports/courses", status_code=200)
def import_courses(world: World, request: Request, body: list[Row], sendmessage: bool | None) -> Row:
    unused = course_imports.without_effect(body)
    if unused:
        world.hint(f"has no effect in this emulator: {', '.join(unused)}")
    return bulk_imports.create(
        world, "courses", body, len(request.body), send_emails=sendmessage, skip_first_login=None
    )


@router.post("/historyimports", status_code=200)
def import_history(world: World, request: Request, body: list[Row]) -> None:
    bulk_imports.create(world, "history", body, len(request.body), send_emails=None, skip_first_login=None)
