"""The snapshots of a sandbox."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel, ConfigDict, Field

from emulator.control.answers.sandboxes import WasReset
from emulator.control.answers.snapshots import Changes, Snapshot, Snapshots
from emulator.control.context import TheHouse, TheSandbox
from emulator.control.refusals import IN_SANDBOX, OF_BODIES, refusals
from emulator.problems.words import Formed
from emulator.sandbox.names import NAME
from emulator.sandbox.owners import CredentialConflictError
from emulator.worlds.snapshots import SnapshotExistsError
from emulator.worlds.worlds import NoSuchSnapshotError

router = APIRouter(tags=["snapshots"], responses=IN_SANDBOX)

NONE = "the sandbox mine has no snapshot clean"
NOT_THERE = refusals(507, _404=NONE)


class NewSnapshot(BaseModel):
    """The name of the new snapshot, as a sandbox may have one. `replace` lets it take the place of one that is there already."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"name": "clean"}]})

    name: Annotated[
        str,
        Formed(
            f"^{NAME.pattern}$",
            "must have letters, digits, ., - and _ alone, begin with a letter or digit, and have at most 64",
        ),
    ]
    replace: Annotated[bool, Field(strict=True)] = False


class Wanted(BaseModel):
    """`to` is the snapshot to compare with; without it, the sandbox as it is now."""

    model_config = ConfigDict(extra="forbid")

    to: str | None = None
    limit: Annotated[int, Field(ge=1, le=10_000)] = 1000


@router.get("/_emulator/snapshots", response_model=Snapshots)
async def list_snapshots(house: TheHouse, sandbox: TheSandbox) -> dict[str, Any]:
    """The snapshots of this sandbox. They stay when it is reset, and go with it when it is deleted."""
    return {"snapshots": [_shown(row) for row in house.making.snapshots.every(sandbox)]}


@router.post(
    "/_emulator/snapshots",
    status_code=201,
    response_model=Snapshot,
    responses={**OF_BODIES, **refusals(_409='there is a snapshot clean already; "replace": true makes it anew')},
)
async def save_snapshot(house: TheHouse, sandbox: TheSandbox, wanted: NewSnapshot) -> dict[str, Any]:
    """Keep this sandbox as it is now, under a name (docs/worlds.md)."""
    try:
        return _shown(await house.making.snapshots.save(sandbox, wanted.name, replace=wanted.replace))
    except SnapshotExistsError as error:
        raise HTTPException(409, str(error)) from None


@router.post(
    "/_emulator/snapshots/{name}/restore",
    response_model=WasReset,
    responses={**NOT_THERE, **refusals(_409="the key acme-key of litmos belongs to the sandbox globex")},
)
async def restore_snapshot(house: TheHouse, sandbox: TheSandbox, name: str) -> dict[str, Any]:
    """Make this sandbox what it was: rows, files, clock, ids, settings, and the credentials that it owned. The journal is emptied.

    409, and nothing is changed, if another sandbox owns one of the credentials now.
    """
    try:
        await house.making.snapshots.restore(sandbox, name)
    except NoSuchSnapshotError as error:
        raise HTTPException(404, str(error)) from None
    except CredentialConflictError as error:
        raise HTTPException(409, str(error)) from None
    return {"sandbox": sandbox.name, "generation": sandbox.generation}


@router.get("/_emulator/snapshots/{name}/changes", response_model=Changes, responses={**NOT_THERE, **refusals(400)})
async def list_changes(
    house: TheHouse, sandbox: TheSandbox, name: str, wanted: Annotated[Wanted, Query()]
) -> dict[str, Any]:
    """What was created, changed and deleted since a snapshot, in the vendors' terms (docs/worlds.md)."""
    try:
        before = house.making.snapshots.find(sandbox, name)["sandbox"]
        after = sandbox.name if wanted.to is None else house.making.snapshots.find(sandbox, wanted.to)["sandbox"]
    except NoSuchSnapshotError as error:
        raise HTTPException(404, str(error)) from None
    changes, more = await house.making.differing.changes(before, after, wanted.limit)
    return {"snapshot": name, "to": wanted.to, "changes": changes, "more": more}


@router.delete("/_emulator/snapshots/{name}", status_code=204, responses=NOT_THERE)
async def delete_snapshot(house: TheHouse, sandbox: TheSandbox, name: str) -> None:
    """Delete a snapshot. The sandbox stays as it is."""
    try:
        house.making.snapshots.delete(sandbox, name)
    except NoSuchSnapshotError as error:
        raise HTTPException(404, str(error)) from None


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in Snapshot.model_fields}
