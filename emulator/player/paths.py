"""Where the player's paths are: all that the app knows of the player before somebody opens a course."""

LAUNCH, CONTENT = "/launch", "/content"


def player_at(path: str) -> str | None:
    """Which of the player's paths this path is at or below."""
    for base in (LAUNCH, CONTENT):
        if path.startswith(base) and (len(path) == len(base) or path[len(base)] == "/"):
            return base
    return None
