"""Every operation once, in the emulator's own process: the processor time of its call, in a world of many rows. Nothing else decides these
figures, so they hold on a busy machine, too.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from emulator.app import Emulator
from emulator.http import Receive, Scope, Send
from tests.bench.table import Row
from tests.counts import table
from tests.counts.asking import Ask
from tests.counts.counting import Kept
from tests.running import running
from tests.world import World

ROWS = {"litmos": 4, "nexport": 12, "pages": 4, "scormcloud": 13}
"""Of each list: so many that a vendor's world has some 700 rows. The pages have a world of all vendors, with 1,000."""
TIMES = {"read": 20, "page": 12, "write": 10}
MOST_MS, MEDIAN_MS = 3.0, 0.3


@dataclass(frozen=True, slots=True)
class Timed:
    """An operation, what it is, and the milliseconds of processor time of its best call."""

    vendor: str
    name: str
    kind: str
    status: int
    took: float


class Timing:
    """An app that notes the processor time of the thread that serves a call. Work of other threads is not in it."""

    def __init__(self, app: Emulator) -> None:
        self.app = app
        self.took = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = time.thread_time()
        await self.app(scope, receive, send)
        self.took = (time.thread_time() - started) * 1000


@contextmanager
def timing(seconds: float) -> Iterator[tuple[Path, str, Timing, httpx.Client]]:
    """Start an emulator of which each call is timed: its data folder, its root URL, the app, and a client with this time limit."""
    made: list[Timing] = []

    def around(app: Emulator) -> Timing:
        made.append(Timing(app))
        return made[0]

    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), around=around) as (root, _),
        httpx.Client(timeout=seconds) as client,
    ):
        yield Path(folder), root, made[0], client


def timed(times: dict[str, int] = TIMES) -> list[Timed]:
    """Time the calls of `tests/counts`, which makes one of each operation."""
    with timing(60) as (_, root, timer, client):
        return [
            each
            for name in table.WORLDS
            for each in _of(World(root, f"time-{name}", client), timer.app, timer, name, times)
        ]


def _of(world: World, app: Emulator, timing: Timing, name: str, times: dict[str, int]) -> Iterator[Timed]:
    world.settings(litmos_rate_limit=None)
    asked = table.WORLDS[name](world, ROWS[name])
    world.settings(job_mode="real")  # as by default: a job is not a part of the call that starts it
    world.control("PUT", "clock", json={"held": True})  # nor runs on the same thread meanwhile
    kept = Kept(app, world.name)
    read = next(ask for ask in asked if ask.kind == "read")
    for ask in sorted(asked, key=lambda ask: (ask.kind != "read", ask.method == "DELETE")):
        took, status = [], 0
        for _ in range(times[ask.kind]):
            if ask.kind == "write":
                call(
                    world, read
                )  # or it would be the first call ever: rows that are brought back are new to all that is kept
            status = call(world, ask)
            took.append(timing.took)
            if ask.kind != "read" and kept.has_changed():
                kept.restore()
        yield Timed(name, ask.name, ask.kind, status, min(took))


def call(world: World, ask: Ask) -> int:
    """Make the call; returns its status."""
    world.client.cookies.clear()
    return world.client.request(ask.method, ask.url, **ask.options).status_code


def slowest(found: list[Timed], most: int = 40) -> list[Row]:
    """The slowest, one line each."""
    listed = sorted(found, key=lambda each: -each.took)[:most]
    return [Row(f"{each.vendor} {each.name}", each.took, "ms", note=each.kind) for each in listed]


def rows(found: list[Timed]) -> list[Row]:
    """The goals: the slowest, and the median."""
    slowest = max(found, key=lambda each: each.took)
    slow = [each for each in found if each.took > MOST_MS]
    return [
        Row(
            "slowest of all operations, in process",
            slowest.took,
            "ms",
            most=MOST_MS,
            note=f"{slowest.vendor} {slowest.name}",
        ),
        Row("operations over 3 ms", len(slow), "", most=0, note=", ".join(each.name for each in slow[:8])),
        Row(
            "median of all operations, in process", statistics.median(each.took for each in found), "ms", most=MEDIAN_MS
        ),
    ]
