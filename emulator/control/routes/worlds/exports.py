"""Worlds as files: exported here, imported elsewhere."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import FileResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.background import BackgroundTask

from emulator.control.answers.sandboxes import WasImported
from emulator.control.context import TheHouse, TheSandbox, origin_of
from emulator.control.refusals import IN_SANDBOX, OF_BODIES, refusals
from emulator.sandbox.owners import CredentialConflictError, owned_by
from emulator.sandbox.whole import LARGEST
from emulator.worlds.exported import FORMAT, WorldRefusedError
from emulator.worlds.importing import WorldImport
from emulator.worlds.worlds import SandboxExistsError

router = APIRouter(tags=["sandboxes"], responses=IN_SANDBOX)

ZIP = "application/zip"
ARCHIVE = {
    "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}},
    "description": "world.json, and files/.",
}
WORLD: dict[str, Any] = {
    "type": "object",
    "description": "The world.json of a world without files.",
    "properties": {
        "lms_emulator_world": {"type": "integer", "maximum": FORMAT, "description": "The form."},
        "emulator": {"type": "string", "description": "The version that wrote it."},
        "revisions": {"type": "object", "description": "How far its tables are, by whose they are."},
        "sandbox": {"type": "string"},
        "journal": {
            "type": "integer",
            "minimum": 0,
            "maximum": LARGEST,
            "description": "The number of the newest entry.",
        },
        "state": {"type": "object", "description": "Clock, ids, settings and vendors in use."},
        "files": {"type": "array", "items": {"type": "string"}, "description": "What is below `files/`."},
        "tables": {"type": "object", "description": "The rows by table."},
    },
    "additionalProperties": False,
}
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            ZIP: {"schema": {"type": "string", "format": "binary"}},
            "application/json": {"schema": WORLD},
        },
    }
}
REFUSED = refusals(_400="tables.litmos_user[0].id: is missing", _409="the sandbox mine is in use; with replace=true …")


class How(BaseModel):
    """`replace` lets the world take the place of what is there; without `credentials` it does not own those that it owned."""

    model_config = ConfigDict(extra="forbid")

    replace: bool = False
    credentials: Annotated[bool, Field(description="Whether it owns the credentials that it owned.")] = True


@router.get("/_emulator/export", response_class=FileResponse, responses={200: ARCHIVE})
async def export_world(house: TheHouse, sandbox: TheSandbox) -> FileResponse:
    """This sandbox as a zip: rows, files of courses, clock, ids, settings, credentials and the journal's position (docs/worlds.md)."""
    archive = await house.making.exporting.export(sandbox)
    discard = BackgroundTask(house.files.discard, archive.parent)
    return FileResponse(archive, media_type=ZIP, filename=f"{sandbox.name}.zip", background=discard)


@router.post(
    "/_emulator/import",
    status_code=201,
    response_model=WasImported,
    openapi_extra=BODY,
    responses={**OF_BODIES, **REFUSED},
)
async def import_world(
    house: TheHouse, sandbox: TheSandbox, request: Request, how: Annotated[How, Query()]
) -> dict[str, Any]:
    """Make this sandbox the world that was exported, whole or not at all. One of a newer version is refused by name."""
    content, address = await request.body(), origin_of(house, request)
    try:
        made, rows = await house.making.importing.bring(
            WorldImport(sandbox.name, content, address, how.replace, how.credentials)
        )
    except WorldRefusedError as error:
        raise HTTPException(400, str(error)) from None
    except (SandboxExistsError, CredentialConflictError) as error:
        raise HTTPException(409, str(error)) from None
    owned = [{"sandbox": made.name, "vendor": vendor, "key": key} for vendor, key in owned_by(made.work())]
    return {"sandbox": made.name, "generation": made.generation, "rows": rows, "credentials": owned}
