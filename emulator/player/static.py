"""The player's own files, and the SCORM runtime that is brought in when the emulator is built."""

from pathlib import Path

from emulator.http import Reply
from emulator.player.content import shown
from emulator.store.content.folder import described

PATH = "/launch/static"
FOLDER = Path(__file__).parent / "static"
BUILT = ("scorm12.min.js", "scorm2004.min.js")
NOT_BUILT = (
    'document.getElementById("notice-title").textContent="The player was not built";'
    'document.getElementById("notice-words").textContent='
    '"Its SCORM runtime is missing: install lms-emulator with pip, or run python hatch_build.py in a checkout.";'
)
NAMES = (
    "player.js",
    "sequencer.js",
    "manners.js",
    "outbox.js",
    "windows.js",
    "prerequisites.js",
    "media.js",
    "player.css",
    "left.js",
    "returned.js",
    *BUILT,
)


def is_built() -> bool:
    """True if the file of the SCORM runtime exists."""
    return all((FOLDER / "scorm-again" / name).is_file() for name in BUILT)


def file(name: str, *, known: str | None = None) -> Reply | None:
    """One of the files; None if it does not exist."""
    if name not in NAMES:
        return None
    if name not in BUILT:
        return shown(described(FOLDER / name, name), known=known)
    if not is_built():
        return Reply(200, NOT_BUILT.encode(), "text/javascript", [("Cache-Control", "no-store")])
    return shown(described(FOLDER / "scorm-again" / name, name), known=known)
