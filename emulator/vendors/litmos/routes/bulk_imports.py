"""Bulk imports."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos import bulk_imports, course_imports
from emulator.vendors.litmos.bulk_imports import BULK_IMPORT
from emulator.vendors.litmos.page import Page
from emulator.vendors.litmos.routing import routes


@routes.operation("get_bulkimports")
def list_bulk_imports(call: Call, page: Page) -> list[Row]:
    return bulk_imports.find_all(call, page)


@routes.operation("post_bulkimports")
def import_users(call: Call, body: list[dict[str, Any]], sendmessage: bool | None, skipfirstlogin: bool | None) -> Row:
    return bulk_imports.create(call, "users", body, send_emails=sendmessage, skip_first_login=skipfirstlogin)


@routes.operation("get_bulkimports_bulkimportid", polls=(BULK_IMPORT, "bulkimportid"))
def get_bulk_import(call: Call, bulkimportid: str) -> Row:
    return bulk_imports.find(call, bulkimportid)


@routes.operation("get_bulkimports_bulkimportid_usererrors")
def list_user_errors(call: Call, bulkimportid: str, is_api: bool | None, page: Page) -> list[Row]:
    return bulk_imports.errors(call, bulkimportid, is_api, page)


@routes.operation("post_bulkimports_courses")
def import_courses(call: Call, body: list[dict[str, Any]], sendmessage: bool | None) -> Row:
    unused = course_imports.without_effect(body)
    if unused:
        call.hint(f"has no effect in this emulator: {', '.join(unused)}")
    return bulk_imports.create(call, "courses", body, send_emails=sendmessage, skip_first_login=None)


@routes.operation("post_historyimports")
def import_history(call: Call, body: list[dict[str, Any]]) -> None:
    bulk_imports.create(call, "history", body, send_emails=None, skip_first_login=None)
