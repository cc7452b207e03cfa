"""Driver errors which mean that the server or its disk cannot store anything. All others are defects."""

import psycopg

_CLASSES = ("08", "53", "57", "58", "25006", "3D000", "28", "40", "55P03", "XX")
"""SQLSTATE classes: no connection, no resources, shutdown, disk failure, read-only, no such database, access refused, deadlock, no lock."""


def why_unwritable(error: BaseException) -> str | None:
    """Why nothing can be written, in one line; None if the error means something else."""
    if not isinstance(error, psycopg.Error):
        return None
    state = error.sqlstate
    if state is None:
        return in_words(error) if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) else None
    return in_words(error) if state.startswith(_CLASSES) else None


def in_words(error: BaseException) -> str:
    """The message of the server or driver, in one line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return f"PostgreSQL: {lines[0] if lines else type(error).__name__}"
