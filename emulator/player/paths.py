"""Where the player's paths are: all that the app knows of the player before somebody opens a course."""

from emulator.courseware.play import launches
from emulator.vendors import is_below

CONTENT = "/content"


def player_at(path: str) -> str | None:
    """Which of the player's paths this path is at or below."""
    return next((base for base in (launches.PATH, CONTENT) if is_below(path, base)), None)
