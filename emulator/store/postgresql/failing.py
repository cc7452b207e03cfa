"""Which errors of the driver say that the server, or its disk, does not take anything; the others are defects."""

import psycopg

_CLASSES = ("08", "53", "57", "58", "25006", "3D000", "28", "40", "55P03", "XX")
"""No connection, no resources, shut down, a failed disk, read only, no such database, refused, a deadlock, no lock."""


def why_unwritable(error: BaseException) -> str | None:
    """Why nothing can be kept, in one line; None if that is not what the error means."""
    if not isinstance(error, psycopg.Error):
        return None
    state = error.sqlstate
    if state is None:
        return in_words(error) if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) else None
    return in_words(error) if state.startswith(_CLASSES) else None


def in_words(error: BaseException) -> str:
    """What the server or the driver says, in one line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return f"PostgreSQL: {lines[0] if lines else type(error).__name__}"
