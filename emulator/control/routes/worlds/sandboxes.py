"""The sandboxes."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel, ConfigDict, Field

from emulator.control.answers.sandboxes import SandboxesGone, SandboxMade, SandboxNames, WasReset
from emulator.control.context import TheHouse, TheSandbox
from emulator.control.refusals import IN_SANDBOX, OF_BODIES, refusals
from emulator.sandbox.owners import CredentialConflictError, owned_by
from emulator.sandbox.sandboxes import DEFAULT
from emulator.seeding import SeedError
from emulator.vendors.credential_forms import AnyCredential
from emulator.worlds.sizes import sizes
from emulator.worlds.worlds import NewWorld, NoSuchSandboxError, SandboxExistsError

MOST_CREDENTIALS = 100

router = APIRouter(tags=["sandboxes"])


class Shown(BaseModel):
    """`sizes` counts the rows and the bytes of files of each, which takes a while if there are many."""

    model_config = ConfigDict(extra="forbid")

    sizes: bool = False


class Unused(BaseModel):
    """`unused_for` is for how many seconds they have not been used; of those that were not since the start, from the start on."""

    model_config = ConfigDict(extra="forbid")

    unused_for: Annotated[float, Field(ge=0, le=100 * 366 * 86_400)]


@router.get("/_emulator/sandboxes", response_model=SandboxNames, responses=refusals(400))
async def list_sandboxes(house: TheHouse, shown: Annotated[Shown, Query()]) -> dict[str, Any]:
    """All sandboxes: name, age, last use, and size on demand. One comes into being at the first call to it."""
    times = house.sandboxes.times()
    found = await sizes(house.database, house.files, list(times)) if shown.sizes else {}
    details = [
        {
            "name": name,
            "created": created,
            "last_used": used,
            "rows": found[name].rows if name in found else None,
            "file_bytes": found[name].file_bytes if name in found else None,
        }
        for name, (created, used) in times.items()
    ]
    return {"sandboxes": list(times), "details": details}


@router.delete("/_emulator/sandboxes", response_model=SandboxesGone, responses=refusals(400, 507))
async def delete_unused_sandboxes(house: TheHouse, which: Annotated[Unused, Query()]) -> dict[str, Any]:
    """Delete the sandboxes that nobody has used for a while, all but the default one."""
    gone = house.sandboxes.idle(which.unused_for)
    for name in gone:
        house.sandboxes.delete(name)
    return {"deleted": gone}


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
        made = await house.making.worlds.make(new)
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
    if not house.sandboxes.exists(name):
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
