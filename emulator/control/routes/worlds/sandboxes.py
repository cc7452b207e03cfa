"""The sandboxes."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, ConfigDict, Field

from emulator.control.answers.sandboxes import SandboxMade, SandboxNames, WasReset
from emulator.control.context import TheHouse, TheSandbox
from emulator.control.refusals import IN_SANDBOX, OF_BODIES, refusals
from emulator.sandbox.owners import CredentialConflictError, owned_by
from emulator.sandbox.sandboxes import DEFAULT
from emulator.seeding import SeedError
from emulator.vendors.credential_forms import AnyCredential
from emulator.worlds.worlds import NewWorld, NoSuchSandboxError, SandboxExistsError

MOST_CREDENTIALS = 100

router = APIRouter(tags=["sandboxes"])


@router.get("/_emulator/sandboxes", response_model=SandboxNames)
async def list_sandboxes(house: TheHouse) -> dict[str, Any]:
    """The names of all sandboxes. One comes into being at the first call to it."""
    return {"sandboxes": house.sandboxes.names()}


class NewSandbox(BaseModel):
    """What the new sandbox is to be. `from` is the sandbox that it is to be a copy of; without it, it is empty.

    `snapshot` is one of that sandbox, which is copied in place of what it is now.
    `replace` lets a sandbox that is there already be made anew. `credentials` are those that it is to own (docs/accounts.md).
    """

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"from": "prepared"}]})

    source: Annotated[str | None, Field(alias="from")] = None
    snapshot: str | None = None
    replace: Annotated[bool, Field(strict=True)] = False
    credentials: Annotated[list[AnyCredential], Field(max_length=MOST_CREDENTIALS)] = []


EMPTY = NewSandbox()


@router.post(
    "/_emulator/sandboxes/{name}",
    status_code=201,
    response_model=SandboxMade,
    responses={
        **OF_BODIES,
        **refusals(507, _404="there is no sandbox prepared", _409="there is a sandbox mine already; …"),
    },
)
async def make_sandbox(house: TheHouse, name: str, wanted: NewSandbox = EMPTY) -> dict[str, Any]:
    """Make a sandbox: an empty one, or a fork of another (docs/worlds.md). Neither of the two sees what happens in the other from then on.

    409 if it exists, unless it is to be replaced, and for a credential that another sandbox owns; nothing is changed then.
    """
    if wanted.snapshot is not None and wanted.source is None:
        raise HTTPException(400, "snapshot: it needs from, the sandbox that it is of")
    new = NewWorld(name, wanted.source, wanted.snapshot, wanted.replace, list(wanted.credentials))
    try:
        made = await house.worlds.make(new)
    except NoSuchSandboxError as error:
        raise HTTPException(404, str(error)) from None
    except (SandboxExistsError, CredentialConflictError) as error:
        raise HTTPException(409, str(error)) from None
    owned = owned_by(made.work())
    credentials = [{"sandbox": name, "vendor": vendor, "key": key} for vendor, key in owned]
    return {"sandbox": name, "from": wanted.source, "generation": made.generation, "credentials": credentials}


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
