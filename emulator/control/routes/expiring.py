"""Letting tokens and links expire at once."""

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, ConfigDict, Field

from emulator.control.answers.expiring import Expired
from emulator.control.context import TheHouse, TheSandbox
from emulator.control.refusals import IN_SANDBOX, OF_BODIES, refusals
from emulator.faults.known import nearest
from emulator.sandbox.world import World
from emulator.vendors import ENTRIES

router = APIRouter(tags=["faults"], responses=IN_SANDBOX)


class Expiring(BaseModel):
    """What expires: `tokens`, `links` (to log in or to launch) or `launches` (what the player has opened) of a vendor.

    `key` is the one that expires, as it stands in the token or the link; for tokens of an application, the application's id. All of them
    without it.
    """

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"vendor": "nexport", "what": "tokens"}]})

    vendor: str
    what: str
    key: str | None = Field(default=None, min_length=1, max_length=1000)


@router.post(
    "/_emulator/expire",
    response_model=Expired,
    responses={**OF_BODIES, **refusals(_404="nexport has no such key among its tokens")},
)
async def expire(house: TheHouse, sandbox: TheSandbox, wanted: Expiring) -> Expired:
    """Let tokens or links expire now, however long they were valid; their vendor then refuses them as expired."""
    names = [entry.name for entry in ENTRIES]
    if wanted.vendor not in names:
        raise HTTPException(400, f"vendor: {wanted.vendor!r} is not a vendor; {nearest(wanted.vendor, names)}")
    vendor = await house.vendor(wanted.vendor)
    how = vendor.expirable.get(wanted.what)
    if how is None:
        words = nearest(wanted.what, list(vendor.expirable))
        raise HTTPException(400, f"what: nothing called {wanted.what!r} expires at {vendor.name}; {words}")
    world = World(sandbox)
    with world.work:
        expired = how(world, wanted.key)
    if wanted.key is not None and not expired:
        raise HTTPException(404, f"{vendor.name} has no such key among its {wanted.what}")
    return Expired(vendor=vendor.name, what=wanted.what, expired=expired)
