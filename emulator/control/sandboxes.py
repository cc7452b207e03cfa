"""The sandboxes."""

from typing import Any

from fastapi import APIRouter

from emulator.control.context import TheHouse, TheSandbox

router = APIRouter(tags=["sandboxes"])


@router.get("/_emulator/sandboxes")
async def list_sandboxes(house: TheHouse) -> dict[str, Any]:
    """The names of all sandboxes. One comes into being at the first call to it."""
    return {"sandboxes": house.sandboxes.names()}


@router.post("/_emulator/reset")
async def reset(house: TheHouse, sandbox: TheSandbox) -> dict[str, Any]:
    """Delete everything in this sandbox and start it anew: rows, files, clock, ids, settings, limits and journal."""
    house.reset(sandbox)
    return {"sandbox": sandbox.name, "generation": sandbox.generation}
