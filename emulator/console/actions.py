"""What one can do to a sandbox from a page: move its clock, keep snapshots of it, change its settings, reset it."""

from fastapi import APIRouter, Response

from emulator.console.frame import BASE, TheFrame
from emulator.control.context import TheHouse
from emulator.control.routes.worlds.snapshots import list_snapshots

router = APIRouter(include_in_schema=False)

MOST_SANDBOXES = 200


@router.get(f"{BASE}/actions")
async def actions(house: TheHouse, frame: TheFrame) -> Response:
    """The clock, the snapshots, the sandboxes and the settings."""
    names = sorted(house.sandboxes.names())
    sandbox = frame.sandbox
    settings = [
        (name, field.description or "", getattr(sandbox.settings, name), name in sandbox.changed_settings)
        for name, field in type(sandbox.settings).model_fields.items()
    ]
    return frame.page(
        "emulator.console/actions.html",
        "actions",
        sandboxes=names[:MOST_SANDBOXES],
        count=len(names),
        settings=settings,
        snapshots=(await list_snapshots(house, sandbox))["snapshots"],
    )
