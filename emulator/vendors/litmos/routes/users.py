"""Users."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.users import user_lists, users
from emulator.vendors.litmos.wire.page import Page


@router.get("/users", status_code=200)
def list_users(call: Call, page: Page, show_inactive: bool | None) -> list[Row]:
    return user_lists.find_all(call, page, show_inactive)


@router.get("/users/details", status_code=200)
def list_user_details(call: Call, page: Page, since: str | None) -> list[Row]:
    return user_lists.find_details(call, page, since)


@router.get("/users/paginated", status_code=200)
def list_users_counted(call: Call, page: Page, show_inactive: bool | None) -> Row:
    return user_lists.find_counted(call, page, show_inactive)


@router.post("/users", status_code=201)
def create_user(call: Call, body: dict[str, Any], sendmessage: bool | None, skipfirstlogin: bool | None) -> Row:
    return users.create(call, body, send_message=sendmessage, skip_first_login=skipfirstlogin)


@router.get("/users/{userid}", status_code=200)
def get_user(call: Call, userid: str) -> Row:
    return users.find(call, userid)


@router.put("/users/{userid}", status_code=200)
def update_user(call: Call, userid: str, body: dict[str, Any]) -> None:
    users.update(call, userid, body)


@router.delete("/users/{userid}", status_code=200)
def delete_user(call: Call, userid: str) -> None:
    users.delete(call, userid)
