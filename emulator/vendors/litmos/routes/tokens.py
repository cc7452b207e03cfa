"""Self sign-up tokens."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.users import tokens
from emulator.vendors.litmos.wire.page import Page


@router.get("/tokens", status_code=200)
def list_tokens(call: Call, page: Page) -> list[Row]:
    return tokens.find_all(call, page)


@router.get("/tokens/{tokenid}", status_code=200)
def get_token(call: Call, tokenid: str) -> list[Row]:
    return [tokens.find(call, tokenid)]


@router.post("/tokens", status_code=201)
def create_tokens(call: Call, body: list[dict[str, Any]]) -> None:
    tokens.create(call, body)


@router.put("/tokens", status_code=200)
def update_tokens(call: Call, body: list[dict[str, Any]]) -> None:
    tokens.update(call, body)
