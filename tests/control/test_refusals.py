"""What the control API says when a call is right but cannot be done: nothing can be kept, or the sandbox has gone."""

import socket
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.running import running
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.scormcloud.calling import APP
from tests.world import World


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another process writes to the database for long: the emulator cannot, as when the disk is full."""
    with sqlite3.connect(database, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
    other.close()


@pytest.mark.sqlite
def test_a_call_that_cannot_be_kept_answers_507_and_changes_nothing(tmp_path: Path, client: httpx.Client) -> None:
    with running(tmp_path) as (root, _):
        world = World(root, "w", client)
        world.settings(job_seconds=7)
        with locked(tmp_path / "emulator.db"):
            refused = client.patch(f"{world.root}/_emulator/settings", json={"job_seconds": 8})
            assert (refused.status_code, list(refused.json())) == (507, ["error"])
            assert refused.json()["error"] == "nothing can be kept: database is locked"
            ready = client.get(f"{root}/_emulator/ready")
            assert (ready.status_code, ready.json()) == (503, {"ready": False, "reason": "database is locked"})
            created = LitmosClient(world).call("POST", "/users", json={"UserName": "jo@example.com"})
            assert created.status_code >= 500
            assert "locked" not in created.text, "the vendor's own error"
        assert world.control("GET", "settings")["job_seconds"] == 7
        world.settings(job_seconds=9)
        assert world.control("GET", "settings")["job_seconds"] == 9
        while client.get(f"{root}/_emulator/ready").status_code != 200:  # it is tried again after a pause
            time.sleep(0.05)
        assert client.get(f"{root}/_emulator/ready").json() == {"ready": True}


def test_moving_the_clock_of_a_sandbox_that_is_deleted_meanwhile_answers_409(world: World) -> None:
    doomed = World(world.host, f"{world.name}-doomed", world.client)
    doomed.control("PUT", "clock", json={"held": True})
    with socket.create_server(("127.0.0.1", 0)) as hanging, ThreadPoolExecutor(1) as pool:
        url = f"http://127.0.0.1:{hanging.getsockname()[1]}/course.zip"
        path = f"{doomed.scormcloud}/courses/importJobs"
        world.client.post(path, params={"courseId": "c1"}, json={"url": url}, auth=APP).raise_for_status()
        moving = pool.submit(httpx.post, f"{doomed.root}/_emulator/clock/advance", json={"seconds": 60}, timeout=30)
        connection, _ = hanging.accept()
        time.sleep(0.2)
        gone = world.client.delete(f"{world.root}/_emulator/sandboxes/{doomed.name}")
        assert gone.status_code == 204
        connection.close()
        answer = moving.result()
    assert (answer.status_code, doomed.name in answer.json()["error"]) == (409, True), answer.text


@pytest.mark.parametrize("name", ["", "bad%20name", "x!", "-", "%00", "%E4", "..%2f", "n" * 70])
@pytest.mark.parametrize("path", ["x", "v2/nope", "_emulator/journal"])
def test_a_name_that_no_sandbox_can_have_is_refused_at_every_path(world: World, name: str, path: str) -> None:
    answer = world.client.get(f"{world.host}/~{name}/{path}")
    assert answer.status_code == 404
    assert "error" in answer.json()
