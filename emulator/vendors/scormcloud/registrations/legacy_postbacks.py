"""`legacy` of a postBack: a member that is taken and has no effect."""

from typing import Any

from emulator.vendors.call import Call

LEGACY = "legacy asks for the XML of the old API; lms-emulator posts JSON"


def hint_at_legacy(call: Call, post_back: dict[str, Any] | None) -> None:
    """Say that there is no XML."""
    if post_back and post_back.get("legacy"):
        call.hint(LEGACY)
