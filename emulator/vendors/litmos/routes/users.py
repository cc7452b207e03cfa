"""Users."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos import user_lists, users
from emulator.vendors.litmos.page import Page
from emulator.vendors.litmos.routing import routes


@routes.operation("get_users")
def list_users(call: Call, page: Page, show_inactive: bool | None) -> list[Row]:
    return user_lists.find_all(call, page, show_inactive)


@routes.operation("get_users_details")
def list_user_details(call: Call, page: Page, since: str | None) -> list[Row]:
    return user_lists.find_details(call, page, since)


@routes.operation("get_users_paginated")
def list_users_counted(call: Call, page: Page, show_inactive: bool | None) -> Row:
    return user_lists.find_counted(call, page, show_inactive)


@routes.operation("post_users")
def create_user(call: Call, body: dict[str, Any], sendmessage: bool | None, skipfirstlogin: bool | None) -> Row:
    return users.create(call, body, send_message=sendmessage, skip_first_login=skipfirstlogin)


@routes.operation("get_users_userid")
def get_user(call: Call, userid: str) -> Row:
    return users.find(call, userid)


@routes.operation("put_users_userid")
def update_user(call: Call, userid: str, body: dict[str, Any]) -> None:
    users.update(call, userid, body)


@routes.operation("delete_users_userid")
def delete_user(call: Call, userid: str) -> None:
    users.delete(call, userid)
