"""Seeing and counting the SQL statements that the emulator runs for a request."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from emulator.app import Emulator
from emulator.jobs.worker import Worker
from emulator.upkeep.housekeeping import Housekeeping
from tests import postgresql

TRANSACTION = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "ROLLBACK")


BESIDE = (Worker.__module__, Housekeeping.__module__)


@contextmanager
def counted(app: Emulator) -> Iterator[list[str]]:
    """The statements run inside the `with`, but those that only open or end a transaction, and what goes on beside requests.

    One that is run for many rows at once counts once.
    """
    seen: list[str] = []
    last: list[FrameType] = []  # its rows run one after another in the one frame that called `executemany`

    def note(text: str) -> None:
        frame = sys._getframe(1)
        if not text.startswith(TRANSACTION) and not _beside() and frame not in last:
            seen.append(text)
            last[:] = [frame]

    with traced(app, note):
        yield seen


@contextmanager
def traced(app: Emulator, note: Callable[[str], object]) -> Iterator[None]:
    """Call `note` with every statement that is run inside the `with`. The test is left out where the store is not SQLite."""
    if postgresql.ON_SERVER:
        pytest.skip("about SQLite")
    _trace(app, note)
    try:
        yield
    finally:
        _trace(app, None)


def _trace(app: Emulator, note: Callable[[str], object] | None) -> None:
    """Set on the event loop. From another thread the two could wait for each other for ever: sqlite3 holds the GIL and waits for SQLite's
    mutex here, and holds that mutex and waits for the GIL when it calls back.
    """

    async def trace() -> None:
        app.house.database.connection.set_trace_callback(note)

    keeping = app.house._keeping
    assert keeping is not None
    asyncio.run_coroutine_threadsafe(trace(), keeping.get_loop()).result()


def _beside() -> bool:
    """Whether the task that runs is no request's."""
    task = asyncio.current_task()
    coroutine = task.get_coro() if task is not None else None
    frame = getattr(coroutine, "cr_frame", None)
    return frame is not None and frame.f_globals["__name__"] in BESIDE
