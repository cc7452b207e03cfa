"""What lets a call in at SCORM Cloud."""

from typing import Any

from tests.world import World

OPEN: tuple[str, ...] = ()
"""Operations that check credentials themselves."""
ANYBODYS = "pingAppId"
"""An operation that any of the credentials reach."""


def credentials(world: World) -> list[dict[str, Any]]:
    """Of the two kinds of applications, as keyword arguments of httpx; one of them may call any operation."""
    return [{"auth": (app, "emulator-secret")} for app in ("EMULATOR01", "EMULATORMG")]


def without(world: World) -> dict[str, Any]:
    """What a call without credentials brings along."""
    return {}
