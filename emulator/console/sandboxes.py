"""The sandboxes in a list: how old each is, when it was last used and, on demand, how large it is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from emulator.control.routes.worlds.sandboxes import Shown, list_sandboxes
from emulator.house import House
from emulator.light.records import dataclass
from emulator.sandbox.clock import machine_now
from emulator.sandbox.sandbox import Sandbox

MOST = 200
STEPS = ((86_400, "d"), (3600, "h"), (60, "min"))


@dataclass(frozen=True, slots=True)
class SandboxLine:
    """A sandbox in the list; `about` says the rest in a few words."""

    name: str
    about: str


async def sandbox_lines(house: House, own: Sandbox, *, sizes: bool) -> tuple[list[SandboxLine], int]:
    """This sandbox and those that were used last, by name, and how many there are in all. Sizes take a while if there are many."""
    details: list[dict[str, Any]] = (await list_sandboxes(house, Shown(sizes=sizes)))["details"]

    def place(one: Mapping[str, Any]) -> tuple[bool, list[float], str]:
        moments = [at.timestamp() if at else 0.0 for at in (one["last_used"], one["created"])]
        return one["name"] == own.name, moments, one["name"]

    newest = sorted(details, key=place, reverse=True)[:MOST]
    now = machine_now()
    lines = [SandboxLine(one["name"], _about(now, one)) for one in newest]
    return sorted(lines, key=lambda line: line.name), len(details)


def _about(now: datetime, one: Mapping[str, Any]) -> str:
    made, used, rows = one["created"], one["last_used"], one["rows"]
    parts = [f"{_ago(now, made)} old"] if made else []
    parts += [f"used {_ago(now, used)} ago"] if used else ["not used since the start"]
    if rows is not None:
        parts.append(f"{rows:,} row{'' if rows == 1 else 's'}, {_bytes(one['file_bytes'])} of files")
    return ", ".join(parts)


def _ago(now: datetime, then: datetime) -> str:
    seconds = max(0, int((now - then).total_seconds()))
    for length, unit in STEPS:
        if seconds >= length:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"


def _bytes(count: int) -> str:
    for length, unit in ((1_000_000, "MB"), (1000, "kB")):
        if count >= length:
            return f"{count / length:.1f} {unit}"
    return f"{count} bytes"
