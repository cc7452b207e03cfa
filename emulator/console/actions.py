"""Actions on a sandbox from a page: move its clock, keep snapshots and files of it, change its settings, reset it."""

from functools import cache
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Response

from emulator.console.frame import BASE, TheFrame
from emulator.console.sandboxes import sandbox_lines
from emulator.control.context import TheHouse
from emulator.control.routes.credentials import list_credentials
from emulator.control.routes.worlds.snapshots import list_snapshots
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.settings import CommonSettings
from emulator.vendors import ENTRIES

TITLES = {entry.name: entry.title for entry in ENTRIES}

Setting = tuple[str, str, Any, list[Any], bool]

router = APIRouter(include_in_schema=False)


@router.get(f"{BASE}/actions")
async def actions(house: TheHouse, frame: TheFrame, sizes: bool = False) -> Response:
    """The clock, the snapshots, the sandboxes and the settings."""
    sandbox = frame.sandbox
    owned = (await list_credentials(sandbox))["credentials"]
    sandboxes, count = await sandbox_lines(house, sandbox, sizes=sizes)
    return frame.page(
        "emulator.console/actions.html",
        "actions",
        sandboxes=sandboxes,
        sizes=sizes,
        count=count,
        settings=_settings(sandbox),
        credentials=[{**each, "path": quote(each["key"], safe="")} for each in owned],
        vendor=next((entry.name for entry in ENTRIES if entry.credential), ""),
        snapshots=(await list_snapshots(house, sandbox))["snapshots"],
    )


def _settings(sandbox: Sandbox) -> list[tuple[str, list[Setting]]]:
    """Name, what it does, value, what to choose from (empty: anything), and whether it was changed; the emulator's own come first."""
    of: dict[str, list[Setting]] = {"": [], **{entry.name: [] for entry in ENTRIES}}
    shown = sandbox.settings.model_dump(mode="json")  # without secrets
    for name, said in _described(type(sandbox.settings)).items():
        vendor = name.partition("_")[0]
        words = said.get("description", "").removeprefix(f"{TITLES.get(vendor, '')}: ")
        choices = [True, False] if said.get("type") == "boolean" else said.get("enum", [])
        setting = (name, words[:1].upper() + words[1:], shown[name], choices, name in sandbox.changed_settings)
        of[vendor if vendor in TITLES else ""].append(setting)
    return [(TITLES.get(vendor, "Everything"), its) for vendor, its in of.items() if its]


@cache
def _described(settings: type[CommonSettings]) -> dict[str, dict[str, Any]]:
    """What the schema says of each setting. It is the same in all sandboxes."""
    properties: dict[str, dict[str, Any]] = settings.model_json_schema()["properties"]
    return properties
