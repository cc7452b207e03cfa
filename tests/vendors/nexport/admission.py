"""What lets a call in at NexPort Campus."""

from typing import Any

from tests.world import World

OPEN: tuple[str, ...] = ("AdminApi_Authenticate", "AdminApi_ValidateAccessToken")
"""Operations that check credentials themselves."""
ANYBODYS = "AdminApi_GetUser"
"""An operation that any of the credentials reach."""


def credentials(world: World) -> list[dict[str, Any]]:
    """A new token of the API's user, as keyword arguments of httpx."""
    body = {"username": "api.user", "password": "emulator-password", "grant_type": "password"}
    answer = world.client.post(f"{world.nexport}/AdminApi/Authenticate", json=body)
    assert answer.status_code == 200, answer.text
    return [{"params": {"access_token": answer.json()["access_token"]}}]


def without(world: World) -> dict[str, Any]:
    """What a call without credentials brings along."""
    return {}
