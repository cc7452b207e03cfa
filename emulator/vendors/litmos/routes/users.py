"""Users."""

from emulator.sandbox.world import World
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.users import user_lists, users
from emulator.vendors.litmos.wire.page import Page


@router.get("/users", status_code=200)
def list_users(world: World, page: Page, show_inactive: bool | None) -> list[Row]:
    return user_lists.find_all(world, page, show_inactive)


@router.get("/users/details", status_code=200)
def list_user_details(world: World, page: Page, since: str | None) -> list[Row]:
    return user_lists.find_details(world, page, since)


@router.get("/users/paginated", status_code=200)
def list_users_counted(world: World, page: Page, show_inactive: bool | None) -> Row:
    return user_lists.find_counted(world, page, show_inactive)


@router.post("/users", status_code=201)
def create_user(world: World, body: Row, sendmessage: bool | None, skipfirstlogin: bool | None) -> Row:
    return users.create(world, body, send_message=sendmessage, skip_first_login=skipfirstlogin)


@router.get("/users/{userid}", status_code=200)
def get_user(world: World, userid: str) -> Row:
    return users.find(world, userid)


@router.put("/users/{userid}", status_code=200)
def update_user(world: World, userid: str, body: Row) -> None:
    users.update(world, userid, body)


@router.delete("/users/{userid}", status_code=200)
def delete_user(world: World, userid: str) -> None:
    users.delete(world, userid)
