"""A call whose cost is counted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.world import World

Kind = Literal["read", "page", "write"]


@dataclass(frozen=True)
class Ask:
    """A call of the operation `name`; `options` are httpx's."""

    name: str
    method: str
    url: str
    options: dict[str, Any] = field(default_factory=dict)
    kind: Kind = "write"


Worlds = Callable[[World, int], list[Ask]]
"""Makes a world with so many rows of each list; returns a call of each operation in it."""
