"""The context of a control route: the house, the sandbox named in the path, and the caller."""

from typing import Annotated

from fastapi import Depends, Request

from emulator.gate.admission import Admission
from emulator.gate.visit import Visit
from emulator.house import House
from emulator.http import Request as HouseRequest
from emulator.sandbox.sandbox import Sandbox


async def _house(request: Request) -> House:
    house: House = request.app.state.house
    return house


async def _sandbox(request: Request) -> Sandbox:
    house: House = request.app.state.house
    return await house.sandbox(request.scope["sandbox_name"])


async def _admission(request: Request) -> Admission:
    admission: Admission = request.app.state.admission
    return admission


async def _visit(request: Request) -> Visit:
    visit: Visit = request.scope["visit"]
    return visit


TheHouse = Annotated[House, Depends(_house)]
TheSandbox = Annotated[Sandbox, Depends(_sandbox)]
TheAdmission = Annotated[Admission, Depends(_admission)]
TheVisit = Annotated[Visit, Depends(_visit)]


def own_request(house: House, request: Request) -> HouseRequest:
    """The request in the emulator's own form, without query and body: the origin of a world whose links lead to the caller."""
    scope, url = request.scope, house.settings.public_url
    return HouseRequest(
        scope["method"], scope["path"], b"", scope["headers"], scope["scheme"], scope["sandbox_prefix"], url
    )


def origin_of(house: House, request: Request) -> str:
    """The URL by which the caller reached the sandbox, for links that are kept."""
    return own_request(house, request).base_url()
