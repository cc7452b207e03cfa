"""The player's paths: all that the app needs of the player before a course is opened."""

from emulator.courseware.play import launches
from emulator.vendors import is_below

CONTENT = "/content"


def player_at(path: str) -> str | None:
    """Which of the player's paths this path is at or below."""
    return next((base for base in (launches.PATH, CONTENT) if is_below(path, base)), None)
