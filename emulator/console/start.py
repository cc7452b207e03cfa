"""The page at `/`: where everything is, and how to begin."""

from fastapi import APIRouter, Response

from emulator.console.frame import TheFrame
from emulator.courseware.samples import sample_names
from emulator.vendors import ENTRIES
from emulator.welcome import base_urls

router = APIRouter(include_in_schema=False)


@router.get("/")
async def start(frame: TheFrame) -> Response:
    """Show each vendor's address and credentials, a command to try, and the sample courses."""
    return frame.page(
        "emulator.console/start.html",
        "start",
        vendors=base_urls(frame.root),
        samples=sample_names(),
        names=[(entry.name, entry.title) for entry in ENTRIES],
    )
