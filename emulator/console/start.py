"""The page at `/`: where everything is, and how to begin."""

from fastapi import APIRouter, Response

from emulator.console.frame import TheFrame
from emulator.courseware.samples import sample_names
from emulator.vendors import ENTRIES
from emulator.vendors.clients.known import clients_of
from emulator.vendors.for_console.walks import walk_of
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
        environment={name: text for entry in ENTRIES for name, text in entry.environment_at(frame.root).items()},
        clients=[
            (entry.title, client, "\n".join(client.lines_at(frame.root, entry.base_path)))
            for entry in ENTRIES
            for client in clients_of(entry)
        ],
        walks=[(entry.title, steps) for entry in ENTRIES if (steps := walk_of(entry))],
        names=[(entry.name, entry.title) for entry in ENTRIES],
    )
