"""A control call has its turn in a sandbox that others are in all the time."""

import asyncio
import time
from concurrent.futures import Future
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest

from emulator.app import Emulator
from emulator.store.postgresql import reserving
from tests import postgresql
from tests.running import running
from tests.world import World

pytestmark = pytest.mark.skipif(not postgresql.ON_SERVER, reason="with SQLite nobody waits")


def crowd(app: Emulator, name: str, ended: Event) -> list[Future[Any]]:
    """Three that are in the sandbox one after another, without a pause between them, in threads."""
    sandbox = app.house.sandboxes.get(name)

    def stay() -> None:
        with sandbox.work():
            time.sleep(0.05)

    async def come_again() -> None:
        while not ended.is_set():
            await app.house.database.run(name, stay)

    assert app.house._keeping is not None
    return [asyncio.run_coroutine_threadsafe(come_again(), app.house._keeping.get_loop()) for _ in range(3)]


def test_a_control_call_comes_into_a_sandbox_that_others_are_in_all_the_time(
    tmp_path: Path, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reserving, "SECONDS", 60.0)  # the next come in because it has been there
    with running(tmp_path) as (root, app):
        world, ended = World(root, "busy", client), Event()
        world.settings(job_seconds=1)
        others = crowd(app, "busy", ended)
        try:
            for number in range(10):
                world.settings(job_seconds=number)
                world.control("POST", "faults", json={"match": {"path": f"/{number}"}, "do": {"status": 503}})
            assert len(world.control("GET", "faults")["faults"]) == 10
        finally:
            ended.set()
        for other in others:
            other.result(30)


def test_a_turn_that_nobody_takes_ends(tmp_path: Path, client: httpx.Client) -> None:
    with running(tmp_path) as (root, app):
        world, ended = World(root, "busy", client), Event()
        world.settings(job_seconds=1)
        assert app.house._keeping is not None
        loop = app.house._keeping.get_loop()
        asyncio.run_coroutine_threadsafe(app.house.wait_for("busy"), loop).result(30)
        for other in crowd(app, "busy", ended):
            ended.set()
            other.result(30)
