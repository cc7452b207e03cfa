"""What a control route works with: the house, and the sandbox that the path named."""

from typing import Annotated

from fastapi import Depends, Request

from emulator.house import House
from emulator.sandbox.sandbox import Sandbox


async def _house(request: Request) -> House:
    house: House = request.app.state.house
    return house


async def _sandbox(request: Request) -> Sandbox:
    house: House = request.app.state.house
    return house.sandboxes.use(request.scope["sandbox_name"])


TheHouse = Annotated[House, Depends(_house)]
TheSandbox = Annotated[Sandbox, Depends(_sandbox)]
