"""Errors that say that the disk or the database cannot be written, and words for them."""

import errno
import sqlite3
from collections.abc import Callable
from pathlib import Path

_CODES = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
}
GONE = "the data folder was deleted or replaced while it was in use: start lms-emulator again"
REASONS: set[Callable[[BaseException], str | None]] = set()
"""Functions that recognise the write errors of the other database drivers in use."""
PROBE_BYTES = 1024 * 1024
"""How many bytes are written to test whether writing works: about as many as a course needs."""
_ERRNOS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


class StorageError(Exception):
    """The changes of a request or job could not be written; none of them is kept. `reason` is for the person who runs the emulator."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def nothing_kept(reason: str) -> str:
    """The message for a caller whose change could not be written."""
    return f"nothing can be kept: {reason}"


def why_unwritable(error: BaseException) -> str | None:
    """Why nothing can be written, if the error means that; None for every other error."""
    if isinstance(error, StorageError):
        return error.reason
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        return str(error) if code is not None and code & 0xFF in _CODES else None
    if isinstance(error, OSError) and error.errno in _ERRNOS:
        return str(error.strerror).lower()
    return next((reason for why in REASONS if (reason := why(error)) is not None), None)


def is_doubled(error: BaseException) -> bool:
    """True if the error means that a row with the same key exists."""
    return getattr(error, "sqlstate", None) == "23505"


def is_locked(error: BaseException) -> bool:
    """True if the error means that somebody else has had a row or table locked for too long."""
    return getattr(error, "sqlstate", None) == "55P03"


def fill(path: Path) -> None:
    """Write as many bytes as a course may need to a file, and remove it. Raises OSError."""
    try:
        path.write_bytes(bytes(PROBE_BYTES))
    finally:
        path.unlink(missing_ok=True)
