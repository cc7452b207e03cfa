"""Self sign-up tokens."""

from emulator.sandbox.world import World
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.users import tokens
from emulator.vendors.litmos.wire.page import Page


@router.get("/tokens", status_code=200)
def list_tokens(world: World, page: Page) -> list[Row]:
    return tokens.find_all(world, page)


@router.get("/tokens/{tokenid}", status_code=200)
def get_token(world: World, tokenid: str) -> list[Row]:
    return [tokens.find(world, tokenid)]


@router.post("/tokens", status_code=201)
def create_tokens(world: World, body: list[Row]) -> None:
    tokens.create(world, body)


@router.put("/tokens", status_code=200)
def update_tokens(world: World, body: list[Row]) -> None:
    tokens.update(world, body)
