"""Random delays, to find tests whose result depends on who is faster: `scripts/test --jitter client:SEED tests/jobs`, or `server:SEED`.

With `client` the tests are late: their calls, connections and steps in the browser wait before or after, so what the emulator does in
the background is done before a test looks. With `server` the emulator is late, in the tests' own process and in the processes that
`tests/processes.py` starts: its event loop stands still, and calls, jobs, commits, and calls to others wait, so a test looks before
they are done. A test that fails with either is wrong, or the emulator is. SEED and the test's name choose the delays.
"""

import asyncio
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from random import Random  # noqa: TID251 - the emulator must not, but what disturbs it may
from time import sleep
from typing import Any

import httpx
import pytest

from tests import postgresql

VARIABLE = "TEST_JITTER"
KINDS = ("client", "server")
LONGEST = 0.3  # seconds of one delay
STANDSTILL = 0.1  # the longest in which the whole event loop stands still
BUDGET = 6.0  # seconds of all delays of a test: a test of a thousand calls is long enough without


class _Dice:
    """Deals the delays of one test; threads may ask at once."""

    def __init__(self) -> None:
        self.start("")

    def start(self, what: str) -> None:
        self._random, self._left = Random(what), BUDGET

    def seconds(self, share: float, longest: float = LONGEST) -> float:
        """A delay in this share of the cases, otherwise 0."""
        if self._left <= 0 or self._random.random() > share:
            return 0.0
        dealt = self._random.uniform(0, longest)
        self._left -= dealt
        return dealt


DICE = _Dice()


def begin(wanted: str) -> None:
    """Delay what `wanted` says (`KIND:SEED`) in this process from now on."""
    kind, _, _seed = wanted.partition(":")
    if kind not in KINDS:
        raise pytest.UsageError(f"--jitter {wanted}: {' or '.join(f'{kind}:SEED' for kind in KINDS)}")
    DICE.start(wanted)
    _client() if kind == "client" else _server()


def start(wanted: str, test: str) -> None:
    """Deal the delays of a test, the same each time."""
    DICE.start(f"{wanted} {test}")


def _client() -> None:
    _around(httpx.Client, "send", 0.3)
    _around(socket, "create_connection", 0.3)
    try:
        from playwright._impl._sync_base import SyncBase
    except ImportError:  # no browser here
        return
    _around(SyncBase, "_sync", 0.2)


def _server() -> None:
    from emulator import app as arriving
    from emulator.app import Emulator
    from emulator.jobs.mover import Mover
    from emulator.jobs.worker import Worker
    from emulator.journal.recorder import Recorder
    from emulator.outgoing.client import Outgoing
    from emulator.store.database import Database

    _around(Worker, "_start_due_unless_paused", 0.2, STANDSTILL)
    for database in (Database, *_other_databases()):
        _around(database, "_flush", 0.02, STANDSTILL)
    _around_async(Mover, "_outcome", 0.4)
    _around_async(Mover, "commit", 0.2)
    _around_async(Recorder, "write", 0.1)
    _around_async(Outgoing, "_ready", 0.3)
    _around_async(Emulator, "_visit", 0.05)
    _around(arriving, "arrival_of", 0.02, STANDSTILL)


def _other_databases() -> list[Any]:
    """Those with a COMMIT of their own."""
    if not postgresql.ON_SERVER:
        return []
    from emulator.store.postgresql.database import PostgresDatabase

    return [PostgresDatabase]


def _around(owner: Any, name: str, share: float, longest: float = LONGEST) -> None:
    """Delay a function before and after, its thread with it."""
    plain = getattr(owner, name)

    @wraps(plain)
    def delayed(*arguments: Any, **options: Any) -> Any:
        with _delayed(share, longest):
            return plain(*arguments, **options)

    setattr(owner, name, delayed)


@contextmanager
def _delayed(share: float, longest: float) -> Iterator[None]:
    sleep(DICE.seconds(share, longest))
    yield
    sleep(DICE.seconds(share, longest))


def _around_async(owner: Any, name: str, share: float) -> None:
    """Delay a coroutine before and after, while the event loop goes on."""
    plain = getattr(owner, name)

    @wraps(plain)
    async def delayed(*arguments: Any, **options: Any) -> Any:
        await _pause(share)
        done = await plain(*arguments, **options)
        await _pause(share)
        return done

    setattr(owner, name, delayed)


async def _pause(share: float) -> None:
    if seconds := DICE.seconds(share):
        await asyncio.sleep(seconds)


def command(arguments: list[str]) -> list[str]:
    """The command line of a process that runs a module, with the server's delays in it if they are wanted."""
    late = os.environ.get(VARIABLE, "").startswith("server:")
    return [sys.executable, "-m", *(["tests.jitter"] if late else []), *arguments]
