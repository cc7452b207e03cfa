"""A data folder that lasts as long as the server: in memory where the system has such a place, else among temporary files."""

import fcntl
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - the folder made there is our own
ENOUGH = 1024**3
"""Bytes that have to be free in memory: containers have 64 MiB there, which a course or two would fill."""
PREFIX = "lms-emulator-memory-"
"""Of these folders alone: beside them may be a data folder or a checkout, which a shorter one would find too."""
START_SECONDS = 10
UNLOCKED_SECONDS = 600
"""A folder without a lock that is older than this is of a server that was killed before it made one."""


def make() -> Path:
    """Make a folder that nobody else can read. Those of servers that were killed are removed."""
    place = _place()
    folder = Path(mkdtemp(prefix=PREFIX, dir=place))
    _sweep(place, folder.stat().st_mtime)
    return folder


def remove(folder: Path) -> None:
    """Remove the folder with all that it holds."""
    shutil.rmtree(folder, ignore_errors=True)


def _place() -> Path:
    with suppress(OSError):
        if IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free >= ENOUGH:
            return IN_MEMORY
    return Path(gettempdir())


def _sweep(place: Path, now: float) -> None:
    """Remove the folders whose server is gone: nobody holds the lock in it, which is older than a start takes."""
    for folder in place.glob(f"{PREFIX}*"):
        try:
            with (folder / "lock").open("r+") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if now - (folder / "lock").stat().st_mtime > START_SECONDS:
                    remove(folder)
        except FileNotFoundError:
            with suppress(OSError):
                if now - folder.stat().st_mtime > UNLOCKED_SECONDS:
                    remove(folder)
        except OSError:  # locked, or another user's
            continue
