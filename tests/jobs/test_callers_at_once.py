"""Several callers at once, in every job mode: the emulator once stood still when two waited for one move."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from emulator.courseware.samples import build_sample
from tests.running import running
from tests.vendors.scormcloud.calling import APP, MINIMAL

DEAD = "http://127.0.0.1:9/nobody"
UPLOADS = 4


async def upload(client: httpx.AsyncClient, sandbox: str, course: str) -> str | None:
    """The id of the import job; None if the course is being imported already."""
    answer = await client.post(
        f"/~{sandbox}/api/v2/courses/importJobs/upload",
        params={"courseId": course, "mayCreateNewVersion": "true", "postbackUrl": DEAD},
        files={"file": ("a.zip", build_sample(MINIMAL), "application/zip")},
        auth=APP,
    )
    if answer.status_code == 409:
        assert answer.json()["message"] == f"Course [{course}] is being imported"
        return None
    assert answer.status_code == 200, answer.text
    job: str = answer.json()["result"]
    return job


async def caller(client: httpx.AsyncClient, number: int) -> None:
    """Sandboxes of its own and a shared one, courses of its own and a shared one, a poll and a move of the clock."""
    for turn in range(UPLOADS):
        sandbox = f"s{number}" if turn % 2 else "shared"
        course = "same" if turn == 2 else f"c{number}-{turn}"
        job = await upload(client, sandbox, course)
        poll = client.get(f"/~{sandbox}/api/v2/courses/importJobs/{job}" if job else "/_emulator/ready", auth=APP)
        advance = client.post(f"/~{sandbox}/_emulator/clock/advance", json={"seconds": 0.5})
        answers = await asyncio.gather(poll, advance, client.get("/_emulator/live"))
        assert [answer.status_code for answer in answers] == [200, 200, 200]


@pytest.mark.parametrize("callers", [2, 8, 32])
@pytest.mark.parametrize("mode", ["instant", "step", "real"])
def test_callers_at_once_are_all_answered(tmp_path: Path, mode: str, callers: int) -> None:
    async def run(root: str) -> None:
        async with httpx.AsyncClient(base_url=root, timeout=90) as client, asyncio.timeout(150):
            await asyncio.gather(*(caller(client, number) for number in range(callers)))

    with running(tmp_path, job_mode=mode, job_seconds=0.3) as (root, _):
        asyncio.run(run(root))


def test_two_moves_of_the_clock_at_once_take_turns(tmp_path: Path) -> None:
    async def run(root: str) -> list[Any]:
        async with httpx.AsyncClient(base_url=root, timeout=90) as client:
            await client.put("/_emulator/clock", json={"now": "2030-01-01T00:00:00Z", "held": True})
            await upload(client, "default", "c1")
            moves = (client.post("/_emulator/clock/advance", json={"seconds": seconds}) for seconds in (10, 1000))
            await asyncio.gather(*moves)
            return [(await client.get("/_emulator/clock")).json()]

    with running(tmp_path) as (root, _):
        assert asyncio.run(run(root)) == [{"now": "2030-01-01T00:16:50Z", "held": True, "scale": 1.0}]


def test_moving_the_clock_ends_while_others_keep_starting_work(tmp_path: Path) -> None:
    async def run(root: str) -> None:
        async with httpx.AsyncClient(base_url=root, timeout=90) as client, asyncio.timeout(150):
            await client.get("/_emulator/clock")  # the first call takes longer, in which many jobs would be started
            done = asyncio.Event()

            async def keep_starting(number: int) -> None:
                turn = 0
                while not done.is_set():
                    turn += 1
                    await upload(client, "default", f"c{number}-{turn}")

            starting = [asyncio.create_task(keep_starting(number)) for number in range(4)]
            await upload(client, "default", "first")
            answer = await client.post("/_emulator/clock/advance", json={"seconds": 60})
            done.set()
            await asyncio.gather(*starting)
            assert answer.status_code == 200
            assert any("first" in move["job"] for move in answer.json()["ran"])

    with running(tmp_path) as (root, _):
        asyncio.run(run(root))
