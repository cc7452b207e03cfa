"""What lets a call in at Litmos."""

from typing import Any

from tests.world import World

OPEN: tuple[str, ...] = ()
"""Operations that check credentials themselves."""
ANYBODYS = "get_users"
"""An operation that any of the credentials reach."""


def credentials(world: World) -> list[dict[str, Any]]:
    """Of the account's owner, as keyword arguments of httpx."""
    return [{"headers": {"apikey": "litmos-account-owner"}, "params": {"source": "t", "format": "json"}}]


def without(world: World) -> dict[str, Any]:
    """What a call without credentials brings along."""
    return {"params": {"source": "t", "format": "json"}}
