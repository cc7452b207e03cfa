"""The emulator itself: its version, and where its vendors are."""

from typing import Any

from fastapi import APIRouter, Request

from emulator import __version__
from emulator.control.answers.about import About
from emulator.vendors import ENTRIES

router = APIRouter(tags=["about"])


@router.get("/_emulator/about", response_model=About)
async def read_about(request: Request) -> dict[str, Any]:
    """The version, and each vendor's base URL and credentials in this sandbox, as the caller reaches it."""
    root = f"{request.url.scheme}://{request.url.netloc}{request.scope['sandbox_prefix']}"
    vendors = [
        {
            "name": entry.name,
            "title": entry.title,
            "base_url": root + entry.base_path,
            "credentials": entry.credentials,
            "environment": entry.environment_at(root),
        }
        for entry in ENTRIES
    ]
    return {"version": __version__, "sandbox": request.scope["sandbox_name"], "vendors": vendors}
