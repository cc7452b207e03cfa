"""Many sandboxes and many entries slow neither the pages nor a call, by what is done for them: time says nothing on a busy machine."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from emulator.app import Emulator
from tests.running import running
from tests.vendors.litmos.calling import LitmosClient
from tests.world import World

FEW, MANY, ENTRIES = 10, 1000, 10_000
TRIES = 12

PAGE = 100  # entries that the journal's page shows


class Work:
    """Functions that the thread of the event loop calls, those of C included."""

    def __init__(self, app: Emulator) -> None:
        keeping = app.house._keeping
        assert keeping is not None
        self._loop = keeping.get_loop()
        self._count = 0

    def on_loop(self, act: Callable[[], Any]) -> Any:
        """What a function returns that is called there."""

        async def go() -> Any:
            return act()

        return asyncio.run_coroutine_threadsafe(go(), self._loop).result()

    def of(self, call: Callable[[], httpx.Response]) -> int:
        """For a call that is made until the least work was seen twice: what the loop does beside it comes on top, but not each time."""
        found: list[int] = []
        while len(found) < TRIES and (not found or found.count(min(found)) < 2):
            with self._counting():
                assert call().is_success
            found.append(self._count)
        return min(found)

    @contextmanager
    def _counting(self) -> Iterator[None]:
        def note(frame: Any, event: str, argument: Any) -> None:
            self._count += event in ("call", "c_call")

        self._count = 0
        self.on_loop(lambda: sys.setprofile(note))
        try:
            yield
        finally:
            self.on_loop(lambda: sys.setprofile(None))


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[tuple[World, Emulator]]:
    """A world of an emulator that has few others."""
    with running(tmp_path) as (root, app), httpx.Client(timeout=60) as client:
        yield World(root, "own", client), app


def test_a_thousand_sandboxes_slow_neither_a_call_nor_the_console(fresh: tuple[World, Emulator]) -> None:
    world, app = fresh
    work, litmos = Work(app), LitmosClient(world)
    world.settings(litmos_rate_limit=None)

    def costs() -> tuple[int, int, int]:
        pages = [
            work.of(lambda page=page: world.client.get(f"{world.root}/_emulator/console/{page}"))  # type: ignore[misc]
            for page in ("journal", "actions")
        ]
        return work.of(lambda: litmos.call("GET", "/users")), pages[0], pages[1]

    def make(first: int, last: int) -> None:
        for number in range(first, last):
            app.house.sandboxes.get(f"s{number}")

    for _ in range(PAGE):  # or the journal's page would grow by what is measured
        litmos.call("GET", "/users")

    work.on_loop(lambda: make(0, FEW))
    call, journal, actions = costs()
    work.on_loop(lambda: make(FEW, MANY))
    slower = costs()
    assert slower[0] < 1.2 * call
    assert slower[1] < 1.2 * journal
    assert slower[2] < actions + 100 * MANY  # it lists 200 of them


def test_ten_thousand_entries_slow_neither_a_call_nor_the_journals_page(fresh: tuple[World, Emulator]) -> None:
    world, app = fresh
    work, litmos = Work(app), LitmosClient(world)
    world.settings(litmos_rate_limit=None)
    world.settings(litmos_rate_limit=None)
    journal = work.on_loop(lambda: app.house.sandboxes.get(world.name).journal)

    def costs() -> tuple[int, int]:
        page = work.of(lambda: world.client.get(f"{world.root}/_emulator/console/journal"))
        return page, work.of(lambda: litmos.call("GET", "/users"))

    def fill() -> None:
        entry = next(iter(journal))
        for _ in range(ENTRIES):
            journal.add(replace(entry, number=journal.next_number()))

    for _ in range(100):  # a page of them
        litmos.call("GET", "/users")
    page, call = costs()
    work.on_loop(fill)
    assert len(journal) > ENTRIES / 2
    slower = costs()
    assert slower[0] < 1.2 * page + 2 * ENTRIES  # they are walked through once
    assert slower[1] < 1.2 * call


def test_pages_make_nothing_anew_that_is_the_same_each_time(fresh: tuple[World, Emulator]) -> None:
    world, app = fresh
    work, litmos = Work(app), LitmosClient(world)
    world.settings(litmos_rate_limit=None)
    for _ in range(PAGE):
        litmos.call("GET", "/users")
    costs = {
        path: work.of(lambda path=path: world.client.get(f"{world.root}/_emulator/{path}"))  # type: ignore[misc]
        for path in ("journal", "journal.har", "console/journal", "console/actions")
    }
    # With what was made anew before, these were 25,400, 37,800, 23,100 and 27,000 calls of functions.
    assert costs["journal"] < 100 * PAGE
    assert costs["journal.har"] < 150 * PAGE
    assert costs["console/journal"] < 190 * PAGE
    assert costs["console/actions"] < 15_000
