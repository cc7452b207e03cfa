"""A download that hangs holds up nobody, and ends when nobody wants it any more: in every job mode, with several at once."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.outgoing.hanging import Hanging, hanging_server
from tests.running import running
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.scormcloud.calling import MINIMAL
from tests.world import World

MODES = ["real", "instant", "step"]
SECONDS = 600.0  # that a download may take, and a call: none of these tests waits for their end


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    """Its server."""
    with hanging_server() as found:
        yield found


def eventually(holds: Callable[[], Any], seconds: float = 60) -> Any:
    until = time.monotonic() + seconds
    while not (found := holds()) and time.monotonic() < until:
        time.sleep(0.05)
    return found


@contextmanager
def litmos_in(folder: Path, mode: str) -> Iterator[tuple[LitmosClient, ThreadPoolExecutor]]:
    """An emulator of its own, and threads for calls that wait for a download in `instant` and `step` mode."""
    pool = ThreadPoolExecutor(24)
    try:
        with (
            running(folder, job_mode=mode, job_seconds=0.4, litmos_rate_limit=0, fetch_seconds=SECONDS) as (root, _),
            httpx.Client(timeout=SECONDS, limits=httpx.Limits(max_connections=None)) as client,
        ):
            yield LitmosClient(World(root, "default", client)), pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def read(litmos: LitmosClient, module: str) -> str:
    """The status of a module; in `step` mode this moves it."""
    status: str = litmos.call("GET", f"/modules/{module}").json()["Status"]
    return status


def replace(litmos: LitmosClient, module: str, url: str) -> None:
    """Give a module new content."""
    change = {"Id": module, "Name": "course", "ContentURL": url}
    assert litmos.call("PUT", f"/modules/{module}", json=change).status_code == 200


def begin(litmos: LitmosClient, pool: ThreadPoolExecutor, mode: str, url: str) -> str:
    """A module that comes to its download and waits there; gives its Id."""
    module: str = litmos.new_module(Name="course")["Id"]
    put = pool.submit(replace, litmos, module, url)
    if mode == "instant":
        time.sleep(0.1)
    else:
        put.result()
    if mode == "step":
        read(litmos, module)  # it waits to be downloaded
        pool.submit(read, litmos, module)
    return module


@pytest.mark.parametrize("mode", MODES)
def test_an_import_goes_on_by_its_own_time_while_many_others_hang(tmp_path: Path, mode: str, hanging: Hanging) -> None:
    with litmos_in(tmp_path, mode) as (litmos, pool):
        for number in range(12):
            begin(litmos, pool, mode, f"{hanging.url}?{number}")
        assert eventually(lambda: hanging.open == 12)
        quick = litmos.new_module(litmos.world.sample(MINIMAL))["Id"]
        assert eventually(lambda: read(litmos, quick) == "Ready")
        assert hanging.open == 12


@pytest.mark.parametrize("mode", MODES)
def test_new_content_cancels_the_download_that_it_replaces_and_does_not_wait_for_it(
    tmp_path: Path, mode: str, hanging: Hanging
) -> None:
    with litmos_in(tmp_path, mode) as (litmos, pool):
        module = begin(litmos, pool, mode, hanging.url)
        assert eventually(lambda: hanging.open == 1)
        replace(litmos, module, litmos.world.sample(MINIMAL))
        assert eventually(lambda: hanging.open == 0)
        assert eventually(lambda: read(litmos, module) == "Ready")
        assert hanging.begun == 1
        files = [path.name for path in tmp_path.rglob("jobs/*") if path.is_dir()]
        assert files == ["2"], "what the first one left is gone"


@pytest.mark.parametrize("gone", ["module", "job", "reset", "sandbox"])
def test_a_download_is_cancelled_with_what_it_is_for(tmp_path: Path, gone: str, hanging: Hanging) -> None:
    with litmos_in(tmp_path, "real") as (litmos, pool):
        litmos = LitmosClient(World(litmos.world.host, "other", litmos.world.client))
        module = begin(litmos, pool, "real", hanging.url)
        assert eventually(lambda: hanging.open == 1)
        if gone == "module":
            litmos.call("DELETE", f"/modules/{module}")
        elif gone == "job":
            (job,) = litmos.world.control("GET", "jobs")["jobs"]
            litmos.world.control("POST", f"jobs/{job['number']}/fail")
        elif gone == "reset":
            litmos.world.control("POST", "reset")
        else:
            assert litmos.world.client.delete(f"{litmos.world.host}/_emulator/sandboxes/other").is_success
        assert eventually(lambda: hanging.open == 0)


def test_a_download_that_is_cancelled_while_its_job_is_still_there_is_made_again(
    tmp_path: Path, hanging: Hanging
) -> None:
    with running(tmp_path, job_seconds=0.4) as (root, app), httpx.Client(timeout=30) as client:
        litmos = LitmosClient(World(root, "default", client))
        module = litmos.new_module(hanging.url)["Id"]
        assert eventually(lambda: hanging.open == 1)
        sandbox = app.house.sandboxes.get("default")
        assert app._loop is not None
        app._loop.call_soon_threadsafe(sandbox.waits.cancel_until, sandbox.generation)
        assert eventually(lambda: hanging.begun == 2)
        assert read(litmos, module) == "Uploading"
