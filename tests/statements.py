"""Counting the SQL statements that the emulator runs for a request."""

from collections.abc import Iterator
from contextlib import contextmanager

from emulator.app import Emulator

TRANSACTION = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "ROLLBACK")


@contextmanager
def counted(app: Emulator) -> Iterator[list[str]]:
    """The statements run inside the `with`, but those that only open or end a transaction, and the worker's look for due jobs."""
    seen: list[str] = []
    app.house.database.connection.set_trace_callback(seen.append)
    try:
        yield seen
    finally:
        app.house.database.connection.set_trace_callback(None)
        seen[:] = [text for text in seen if not text.startswith(TRANSACTION) and " FROM job" not in text]
