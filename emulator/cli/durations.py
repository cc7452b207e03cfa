"""Durations as people write them in a command line."""

import re

from emulator.cli.client import CannotAskError

UNITS = {"": 1.0, "ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
FORM = re.compile(r"(\d{1,15}(?:\.\d{1,6})?)(ms|s|m|h|d|)")
FORMS = "seconds, or 500ms, 90s, 15m, 2h, 7d"


def seconds_of(text: str) -> float:
    """The seconds of `90`, `1.5s`, `15m`, `2h` or `7d`. Raises `CannotAskError` for a text of another form."""
    found = FORM.fullmatch(text.strip().lower())
    if found is None:
        raise CannotAskError(f"{text} is no duration: give {FORMS}")
    return float(found[1]) * UNITS[found[2]]
