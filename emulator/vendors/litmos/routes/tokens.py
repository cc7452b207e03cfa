"""Self sign-up tokens."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos import tokens
from emulator.vendors.litmos.page import Page
from emulator.vendors.litmos.routing import routes


@routes.operation("get_tokens")
def list_tokens(call: Call, page: Page) -> list[Row]:
    return tokens.find_all(call, page)


@routes.operation("get_tokens_tokenid")
def get_token(call: Call, tokenid: str) -> list[Row]:
    return [tokens.find(call, tokenid)]


@routes.operation("post_tokens")
def create_tokens(call: Call, body: list[dict[str, Any]]) -> None:
    tokens.create(call, body)


@routes.operation("put_tokens")
def update_tokens(call: Call, body: list[dict[str, Any]]) -> None:
    tokens.update(call, body)
