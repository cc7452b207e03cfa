"""The sandboxes."""

from typing import Any

from fastapi import APIRouter, HTTPException

from emulator.control.answers.sandboxes import SandboxNames, WasReset
from emulator.control.context import TheHouse, TheSandbox
from emulator.control.refusals import IN_SANDBOX, refusals
from emulator.sandbox.sandboxes import DEFAULT
from emulator.seeding import SeedError

router = APIRouter(tags=["sandboxes"])


@router.get("/_emulator/sandboxes", response_model=SandboxNames)
async def list_sandboxes(house: TheHouse) -> dict[str, Any]:
    """The names of all sandboxes. One comes into being at the first call to it."""
    return {"sandboxes": house.sandboxes.names()}


NOT_DELETED = refusals(
    507,
    _404="there is no sandbox mine",
    _409="the default sandbox cannot be deleted; POST /_emulator/reset empties it",
)


@router.delete("/_emulator/sandboxes/{name}", status_code=204, responses=NOT_DELETED)
async def delete_sandbox(house: TheHouse, name: str) -> None:
    """Delete a sandbox with its rows, files and memory. The default one can only be reset; 404 if the sandbox does not exist."""
    if name == DEFAULT:
        raise HTTPException(409, "the default sandbox cannot be deleted; POST /_emulator/reset empties it")
    if name not in house.sandboxes.names():
        raise HTTPException(404, f"there is no sandbox {name}")
    house.sandboxes.delete(name)


NOT_RESET = refusals(_409="the seed file /seeds/world.jsonc: line 3, column 5: unexpected character; nothing was reset")


@router.post("/_emulator/reset", response_model=WasReset, responses={**IN_SANDBOX, **NOT_RESET})
async def reset(house: TheHouse, sandbox: TheSandbox) -> dict[str, Any]:
    """Delete everything in this sandbox and start again: rows, files, clock, ids, settings, limits and journal.

    The default sandbox is then seeded from the file that the emulator was started with. If that is gone or wrong, nothing is reset.
    """
    try:
        await house.reset(sandbox)
    except SeedError as error:
        raise HTTPException(409, f"{error}; nothing was reset") from None
    return {"sandbox": sandbox.name, "generation": sandbox.generation}
