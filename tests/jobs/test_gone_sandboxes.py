"""A sandbox is deleted or reset while its jobs are in work and its callers wait: nobody meets an error, and nothing is left on disk."""

import asyncio
import logging
from pathlib import Path

import httpx
import pytest

from emulator.courseware.samples import build_sample
from tests.logged import logged
from tests.running import running
from tests.store.orphans import orphans
from tests.vendors.scormcloud.calling import APP, MINIMAL

TURNS = 12


async def uploader(client: httpx.AsyncClient, name: str) -> list[int]:
    """The statuses of imports and of the reads that wait for them."""
    statuses = []
    for turn in range(TURNS):
        answer = await client.post(
            "/~shared/api/v2/courses/importJobs/upload",
            params={"courseId": f"{name}-{turn}"},
            files={"file": ("a.zip", build_sample(MINIMAL), "application/zip")},
            auth=APP,
        )
        polls = [client.get(f"/~shared/api/v2/courses/importJobs/EMULATOR01{name}-{turn}", auth=APP) for _ in range(3)]
        statuses += [answer.status_code, *(poll.status_code for poll in await asyncio.gather(*polls))]
    return statuses


async def ender(client: httpx.AsyncClient, done: asyncio.Event) -> None:
    """Delete the sandbox and reset it, in turns, until the callers are done."""
    while not done.is_set():
        await client.delete("/_emulator/sandboxes/shared")
        await asyncio.sleep(0.02)
        await client.post("/~shared/_emulator/reset")
        await asyncio.sleep(0.02)


@pytest.mark.parametrize("mode", ["instant", "step", "real"])
def test_deleting_a_sandbox_whose_jobs_are_in_work_fails_no_call_and_leaves_no_file(
    tmp_path: Path, mode: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def run(root: str) -> set[int]:
        async with httpx.AsyncClient(base_url=root, timeout=90) as client, asyncio.timeout(150):
            done = asyncio.Event()
            ending = asyncio.create_task(ender(client, done))
            statuses = await asyncio.gather(*(uploader(client, f"c{number}") for number in range(8)))
            done.set()
            await ending
            return {status for those in statuses for status in those}

    with caplog.at_level(logging.ERROR), running(tmp_path, job_mode=mode, job_seconds=0.1) as (root, _):
        seen = asyncio.run(run(root))
    assert seen <= {200, 404}  # 404: the import went with its sandbox
    assert 200 in seen
    assert logged(caplog) == []
    assert [found for found in orphans(tmp_path) if not found.startswith("trash/")] == []  # that is emptied in time
