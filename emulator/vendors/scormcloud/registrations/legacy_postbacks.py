"""`legacy` of a postBack: a member that is taken and has no effect."""

from typing import Any

from emulator.sandbox.world import World

LEGACY = "legacy asks for the XML of the old API; lms-emulator posts JSON"


def hint_at_legacy(world: World, post_back: dict[str, Any] | None) -> None:
    """Say that there is no XML."""
    if post_back and post_back.get("legacy"):
        world.hint(LEGACY)
