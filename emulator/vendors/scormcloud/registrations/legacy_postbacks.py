"""`legacy` of a postBack: the member is accepted and has no effect."""

from typing import Any

from emulator.sandbox.world import World

LEGACY = "legacy asks for the XML of the old API; lms-emulator posts JSON"


def hint_at_legacy(world: World, post_back: dict[str, Any] | None) -> None:
    """Add a hint that XML is not sent."""
    if post_back and post_back.get("legacy"):
        world.hint(LEGACY)
