"""Asking for faults as a test does."""

from typing import Any

from tests.world import World


def add_fault(world: World, do: dict[str, Any], match: dict[str, Any] | None = None, **more: Any) -> int:
    """Add a rule for calls (or for what `on` says); returns its id."""
    when = more.pop("when", {})
    fault = world.control("POST", "faults", json={"match": match or {}, "when": when, "do": do, **more})
    number: int = fault["id"]
    return number


def fault(world: World, number: int) -> dict[str, Any]:
    """A rule as it stands."""
    found: dict[str, Any] = world.control("GET", f"faults/{number}")
    return found
