"""The context of a control route: the house, the sandbox named in the path, and the caller."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, HTTPException, Query, Request
from fastapi.exceptions import RequestValidationError

from emulator.gate.admission import Admission
from emulator.gate.visit import Visit
from emulator.house import House
from emulator.http import Request as HouseRequest
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.sandboxes import DEFAULT


async def _house(request: Request) -> House:
    house: House = request.app.state.house
    return house


async def _sandbox(request: Request) -> AsyncIterator[Sandbox]:
    """The sandbox, made if it is not there. A call that is refused leaves none behind, unless somebody else has used it meanwhile."""
    house: House = request.app.state.house
    name = request.scope["sandbox_name"]
    # Where there are other processes, one of them may have used it meanwhile.
    is_new = name != DEFAULT and not house.database.shared and not house.sandboxes.exists(name)
    sandbox = await house.sandbox(name, look=True)
    seen = sandbox.last_used, sandbox.writes
    try:
        yield sandbox
    except (HTTPException, RequestValidationError):
        if is_new and seen == (sandbox.last_used, sandbox.writes) and sandbox.refusal is None:
            house.sandboxes.delete(name)
        raise


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
Newest = Annotated[int, Query(ge=1, le=1000)]
"""So many at most of a list, the newest."""


def own_request(house: House, request: Request) -> HouseRequest:
    """The request in the emulator's own form, without query and body: the origin of a world whose links lead to the caller."""
    scope, url = request.scope, house.settings.public_url
    return HouseRequest(
        scope["method"], scope["path"], b"", scope["headers"], scope["scheme"], scope["sandbox_prefix"], url
    )


def origin_of(house: House, request: Request) -> str:
    """The URL by which the caller reached the sandbox, for links that are kept."""
    return own_request(house, request).base_url()
