"""Seed documents over HTTP."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request

from emulator.control.answers.sandboxes import Seeded
from emulator.control.context import TheHouse, TheSandbox, TheVisit, origin_of
from emulator.control.refusals import IN_SANDBOX, OF_BODIES, refusals
from emulator.sandbox.whole import LARGEST
from emulator.seeding import VERSION, SeedConflictError, SeedDocument, SeedError
from emulator.seeds.reading import form_of_type
from emulator.vendors import ENTRIES
from emulator.vendors.credential_forms import SCHEMA

router = APIRouter(tags=["seed"], responses=IN_SANDBOX)


TAKEN = "credentials: the key acme-key of litmos belongs to the sandbox globex"
DOCUMENT: dict[str, Any] = {
    "type": "object",
    "description": "What is to be there, by vendor (docs/seed.md). Comments are allowed.",
    "properties": {
        "$schema": {"type": "string", "description": "GET /_emulator/seed.schema.json: what all of this may have."},
        "version": {"const": VERSION, "default": VERSION},
        "id_seed": {
            "type": "integer",
            "minimum": 0,
            "maximum": LARGEST,
            "description": "The seed of the sandbox's ids.",
        },
        "settings": {"type": "object", "description": "The settings of the sandbox."},
        "clock": {"type": "object", "description": "The clock of the sandbox, as PUT /_emulator/clock takes it."},
        "defaults": {"type": "object", "description": "What each entry of a list beside it has."},
        "people": {"type": "array", "items": {"type": "object"}, "description": "People, once for all vendors."},
        "credentials": {
            "type": "array",
            "items": SCHEMA,
            "description": "Credentials that the sandbox is to own (docs/accounts.md).",
        },
        **{entry.name: {"type": "object", "description": f"The world of {entry.title}."} for entry in ENTRIES},
    },
    "additionalProperties": False,
    "examples": [{"litmos": {"users": [{"UserName": "ann@example.com"}]}}],
}
CONTENT = {media: {"schema": DOCUMENT} for media in ("application/json", "application/yaml")}
BODY = {"requestBody": {"required": True, "content": CONTENT}}


@router.get("/_emulator/seed.schema.json", response_model=dict[str, Any])
async def read_seed_schema(house: TheHouse) -> Any:
    """The JSON Schema (2020-12) of seed documents: name it in `$schema`, and an editor completes and checks them."""
    from emulator.seeds.schema import seed_schema  # imports every vendor

    return await house.imports.get("the schema of seeds", seed_schema)


@router.post(
    "/_emulator/seed",
    response_model=Seeded,
    openapi_extra=BODY,
    responses={**OF_BODIES, **refusals(_400="litmos.users[0].AccessLevel must be one of Learner, …", _409=TAKEN)},
)
async def load_seed(house: TheHouse, sandbox: TheSandbox, visit: TheVisit, request: Request) -> dict[str, Any]:
    """Create what the document describes, in JSON or YAML (docs/seed.md). If anything in it is wrong, nothing is created."""
    form, origin = form_of_type(visit.said.get("content_type", "")), origin_of(house, request)
    document = SeedDocument(await request.body(), form=form, origin=origin)
    try:
        return {"sandbox": sandbox.name, "seeded": await house.seed(sandbox, document)}
    except SeedError as error:
        raise HTTPException(409 if isinstance(error, SeedConflictError) else 400, str(error)) from None
