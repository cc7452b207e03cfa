"""The OpenAPI documents: one for each vendor, made from its contract, and that of the control API."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request

from emulator import __version__
from emulator.contract.openapi import openapi
from emulator.control.context import TheHouse
from emulator.http import Request as Call
from emulator.vendors import ENTRIES

CONTROL = "control"

router = APIRouter(tags=["openapi"])


@router.get(
    "/_emulator/openapi/{name}.json",
    responses={404: {"description": "No such document; the error names those there are."}},
)
async def openapi_document(name: str, request: Request, house: TheHouse) -> dict[str, Any]:
    """The OpenAPI 3.1 document of a vendor's API, or of the control API (`control`), with this sandbox as its server."""
    scope = request.scope
    here = Call("GET", "", b"", scope["headers"], scope["scheme"], scope["sandbox_prefix"], house.settings.public_url)
    if name == CONTROL:
        document: dict[str, Any] = request.app.openapi()
        return {**document, "servers": [{"url": here.base_url()}]}
    entry = next((entry for entry in ENTRIES if entry.name == name), None)
    if entry is None:
        names = ", ".join([*(entry.name for entry in ENTRIES), CONTROL])
        raise HTTPException(404, f"no OpenAPI document is called {name}; there are {names}")
    vendor = await house.vendor(name)
    return openapi(vendor.contract, entry.title, __version__, here.base_url() + entry.base_path)
