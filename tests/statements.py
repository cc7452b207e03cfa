"""Counting the SQL statements that the emulator runs for a request."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from emulator.app import Emulator
from emulator.jobs.worker import Worker
from emulator.upkeep.housekeeping import Housekeeping

TRANSACTION = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "ROLLBACK")


BESIDE = (Worker.__module__, Housekeeping.__module__)


@contextmanager
def counted(app: Emulator) -> Iterator[list[str]]:
    """The statements run inside the `with`, but those that only open or end a transaction, and what goes on beside requests."""
    seen: list[str] = []

    def note(text: str) -> None:
        if not text.startswith(TRANSACTION) and not _beside():
            seen.append(text)

    app.house.database.connection.set_trace_callback(note)
    try:
        yield seen
    finally:
        app.house.database.connection.set_trace_callback(None)


def _beside() -> bool:
    """Whether the task that runs is no request's."""
    task = asyncio.current_task()
    coroutine = task.get_coro() if task is not None else None
    frame = getattr(coroutine, "cr_frame", None)
    return frame is not None and frame.f_globals["__name__"] in BESIDE
