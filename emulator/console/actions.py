"""What one can do to a sandbox from a page: move its clock, keep snapshots of it, change its settings, reset it."""

from typing import Any

from fastapi import APIRouter, Response

from emulator.console.frame import BASE, TheFrame
from emulator.control.context import TheHouse
from emulator.control.routes.worlds.snapshots import list_snapshots
from emulator.sandbox.sandbox import Sandbox
from emulator.vendors import ENTRIES

TITLES = {entry.name: entry.title for entry in ENTRIES}

Setting = tuple[str, str, Any, bool]

router = APIRouter(include_in_schema=False)

MOST_SANDBOXES = 200


@router.get(f"{BASE}/actions")
async def actions(house: TheHouse, frame: TheFrame) -> Response:
    """The clock, the snapshots, the sandboxes and the settings."""
    names = sorted(house.sandboxes.names())
    sandbox = frame.sandbox
    return frame.page(
        "emulator.console/actions.html",
        "actions",
        sandboxes=names[:MOST_SANDBOXES],
        count=len(names),
        settings=_settings(sandbox),
        snapshots=(await list_snapshots(house, sandbox))["snapshots"],
    )


def _settings(sandbox: Sandbox) -> list[tuple[str, list[Setting]]]:
    """Name, what it does, value, and whether it was changed: those of every vendor in turn, behind the emulator's own."""
    of: dict[str, list[Setting]] = {"": [], **{entry.name: [] for entry in ENTRIES}}
    for name, field in type(sandbox.settings).model_fields.items():
        vendor = name.partition("_")[0]
        words = (field.description or "").removeprefix(f"{TITLES.get(vendor, '')}: ")
        value = getattr(sandbox.settings, name)
        of[vendor if vendor in TITLES else ""].append((name, words, value, name in sandbox.changed_settings))
    return [(TITLES.get(vendor, "Everything"), its) for vendor, its in of.items() if its]
