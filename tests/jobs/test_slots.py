"""Downloads that hang hold up nobody but their own sandbox, and not even that once it was reset."""

import asyncio
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from emulator.jobs.slots import Slots
from tests.running import running
from tests.vendors.scormcloud.calling import APP, MINIMAL


@pytest.fixture
def hanging() -> Iterator[str]:
    """The URL of a server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/course.zip"


def start(client: httpx.Client, sandbox: str, course: str, url: str) -> str:
    path = f"/~{sandbox}/api/v2/courses/importJobs"
    answer = client.post(path, params={"courseId": course}, json={"url": url}, auth=APP)
    assert answer.status_code == 200, answer.text
    return f"{path}/{answer.json()['result']}"


def is_imported(client: httpx.Client, job: str) -> bool:
    for _ in range(600):
        status = client.get(job, auth=APP).json()["status"]
        if status != "RUNNING":
            return bool(status == "COMPLETE")
        time.sleep(0.05)
    return False


def test_downloads_that_hang_hold_up_neither_other_sandboxes_nor_a_world_that_was_reset(
    tmp_path: Path, hanging: str
) -> None:
    with running(tmp_path, job_seconds=0.1) as (root, _), httpx.Client(base_url=root, timeout=60) as client:
        sample = f"{root}/_emulator/samples/{MINIMAL}"
        for number in range(40):
            start(client, "slow", f"c{number}", hanging)
        time.sleep(0.5)
        assert is_imported(client, start(client, "other", "c1", sample))
        assert client.post("/~slow/_emulator/reset").is_success
        assert is_imported(client, start(client, "slow", "c1", sample))


def test_who_waits_for_a_place_gets_it_when_one_is_free_first_come_first_served() -> None:
    slots, key, served = Slots(1), ("default", 0, "toy"), list[int]()

    async def take(job: int) -> None:
        async with slots.take(key, job):
            served.append(job)
            await asyncio.sleep(0)

    async def run() -> None:
        async with asyncio.timeout(60):
            await asyncio.gather(*(take(job) for job in (1, 2, 3)))

    asyncio.run(run())
    assert served == [1, 2, 3]


def test_who_gives_up_waiting_has_held_no_place() -> None:
    slots, key, served = Slots(1), ("default", 0, "toy"), list[int]()

    async def take(job: int) -> None:
        async with slots.take(key, job):
            served.append(job)

    async def run() -> None:
        async with slots.take(key, 1):
            second = asyncio.create_task(take(2))
            await asyncio.sleep(0)
            second.cancel()
            await asyncio.wait([second])
            third = asyncio.create_task(take(3))
            await asyncio.sleep(0)
            assert served == [], "the first still has the place"
        await third

    asyncio.run(run())
    assert served == [3]
