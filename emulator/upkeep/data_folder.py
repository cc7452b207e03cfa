"""The data folder: one process uses it, unless several share a database."""

import fcntl
from pathlib import Path
from time import sleep
from typing import IO

from emulator.sandbox.clock import stopwatch

LOCK_SECONDS, LOCK_PAUSE = 2, 0.1
START_SECONDS = 60  # for another process on the same database


class DataFolderError(Exception):
    """The data folder cannot be used; the words say why."""


def lock_folder(folder: Path, *, shared: bool) -> tuple[IO[str], bool]:
    """Make the folder and lock it; returns its lock, and whether no other process has one. Raises `DataFolderError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _locked(folder / "lock", shared=shared)
    except BlockingIOError:
        raise DataFolderError(f"{folder} is in use by another lms-emulator; give this one --data") from None
    except OSError as error:
        raise unusable(folder, error) from None


def unusable(folder: Path, error: OSError) -> DataFolderError:
    """The error for a folder that the operating system refuses."""
    where = f" ({error.filename})" if error.filename and str(error.filename) != str(folder) else ""
    return DataFolderError(f"{folder} cannot be used as the data folder: {error.strerror}{where}")


def _locked(path: Path, *, shared: bool) -> tuple[IO[str], bool]:
    """The file, locked, and whether no other process has it, which only one may if the database is not `shared`.

    One that is just stopping is waited for; BlockingIOError if it does not stop.
    """
    lock, started = path.open("w"), stopwatch()
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if shared and _has_shared(lock):
                return lock, False
            if stopwatch() - started > (START_SECONDS if shared else LOCK_SECONDS):
                lock.close()
                raise
            sleep(LOCK_PAUSE)
        else:
            return lock, True


def _has_shared(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:  # one that starts has it for itself
        return False
    return True
