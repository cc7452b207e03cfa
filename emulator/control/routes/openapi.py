"""The OpenAPI documents: one for each vendor, made from its contract, and that of the control API."""

from functools import lru_cache, partial
from typing import Any

import orjson
from fastapi import APIRouter, FastAPI, HTTPException, Request, Response

from emulator import __version__
from emulator.contract.openapi import openapi
from emulator.control.context import TheHouse, origin_of
from emulator.control.refusals import Refusal, refusals
from emulator.gate.foreign import is_open
from emulator.vendors import ENTRIES, load_vendor

HERE = "http://here.invalid"
"""What stands in a written document in place of the address of the one who asks."""
CONTROL = "control"
SCHEME_NAME = "control_token"
SCHEME = {"type": "http", "scheme": "bearer", "description": "The setting EMULATOR_CONTROL_TOKEN, if it is set."}

router = APIRouter(tags=["openapi"])


@router.get(
    "/_emulator/openapi/{name}.json",
    response_model=dict[str, Any],
    responses=refusals(_404="no OpenAPI document is called moodle; there are litmos, scormcloud, nexport, control"),
)
async def openapi_document(name: str, request: Request, house: TheHouse) -> Response | dict[str, Any]:
    """The OpenAPI 3.1 document of a vendor's API, or of the control API (`control`), with this sandbox as its server."""
    here = origin_of(house, request)
    if name == CONTROL:
        document = await house.imports.get("the control document", partial(_control, request.app))
        return {**document, "servers": [{"url": here}]}
    entry = next((entry for entry in ENTRIES if entry.name == name), None)
    if entry is None:
        names = ", ".join([*(entry.name for entry in ENTRIES), CONTROL])
        raise HTTPException(404, f"no OpenAPI document is called {name}; there are {names}")
    await house.vendor(name)
    written = _written(name, entry.title, entry.base_path, entry.credentials).replace(
        HERE.encode(), orjson.dumps(here)[1:-1]
    )
    return Response(written, media_type="application/json")


@lru_cache(maxsize=8)
def _written(name: str, title: str, base_path: str, credentials: str) -> bytes:
    """The document of a vendor, half a megabyte of which only the address is not always the same."""
    return orjson.dumps(openapi(load_vendor(name).contract, title, __version__, HERE + base_path, credentials))


def _control(app: FastAPI) -> dict[str, Any]:
    """FastAPI's document with the token as security scheme, optional because a server can run without a token.

    FastAPI's own 422 is removed: an invalid request gets a 400 here (control/app.py).
    """
    document = app.openapi()
    for path, operations in document["paths"].items():
        for operation in operations.values():
            operation["responses"].pop("422", None)
            operation["security"] = [{}] if is_open(path) else [{SCHEME_NAME: []}, {}]
            if is_open(path):
                operation["responses"].pop("401", None)
    schemas = document["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    document["components"]["schemas"] = dict(sorted({**schemas, Refusal.__name__: Refusal.model_json_schema()}.items()))
    document["components"]["securitySchemes"] = {SCHEME_NAME: SCHEME}
    return document
