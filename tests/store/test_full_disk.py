"""A disk that is full, or nearly: vendors' own errors, one line in the log, and all is well again when there is space."""

import asyncio
import itertools
import logging
import shutil
import threading
from collections.abc import Iterator
from hashlib import shake_128
from pathlib import Path

import httpx
import pytest

from emulator.store.database import Database
from emulator.upkeep import probing
from emulator.upkeep.probing import FIRST_PAUSE, LASTING, Probing
from tests.logged import logged
from tests.running import running
from tests.small_disk import small_disk
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

pytestmark = pytest.mark.sqlite

ROOM = 300_000  # bytes that are left: enough for small writes, too little for a course
COURSE = bytes(2_000_000)
USER = {"FirstName": "Jo", "LastName": "Baba"}

pause = threading.Event().wait


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", 24) as disk:
        if disk is None:
            pytest.skip("only root can mount a small disk")
        yield disk


def fill(disk: Path, left: int) -> Path:
    ballast = disk / "ballast"
    with ballast.open("ab") as file:
        while (free := shutil.disk_usage(disk).free) > left:
            file.write(bytes(min(free - left, 1_000_000)))
            file.flush()
    return ballast


def create(litmos: LitmosClient, name: str) -> httpx.Response:
    return litmos.call("POST", "/users", json={**USER, "UserName": name, "Email": name})


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return logged(caplog, logging.WARNING)


def test_a_full_disk_is_said_once_and_everything_works_again_when_there_is_space(
    disk: Path, client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    with running(disk / "data") as (root, _):
        world = World(root, "w", client)
        litmos, cloud = LitmosClient(world), ScormCloudClient(world)
        assert create(litmos, "before@x.org").status_code == 201
        ballast = fill(disk, ROOM)
        for number in range(25):  # a course never has room, a small change now and then
            refused = cloud.upload(f"C{number}", COURSE)
            assert (refused.status_code, list(refused.json())) == (500, ["error", "message"])
            client.patch(f"{world.root}/_emulator/settings", json={"job_seconds": number + 1})
            ready = client.get(f"{root}/_emulator/ready")
            assert (ready.status_code, ready.json()["ready"]) == (503, False)
            pause(0.1)
        assert len(said(caplog)) == 1
        assert said(caplog)[0].startswith("nothing can be written: ")
        fill(disk, 0)
        seconds = itertools.cycle((1, 2))  # another each time: what stays as it is takes no room
        settings = f"{world.root}/_emulator/settings"
        while (changed := client.patch(settings, json={"job_seconds": next(seconds)})).is_success:
            pause(0.01)
        assert changed.status_code == 507
        assert changed.json()["error"].startswith("nothing can be kept: ")
        created = create(litmos, "never@x.org")
        assert created.status_code == 500
        assert b"The server encountered an error" in created.content  # Litmos' own page
        assert "nothing can be kept: " in created.headers["X-Emulator-Hint"]
        ballast.unlink()
        while client.get(f"{root}/_emulator/ready").status_code != 200:
            pause(0.05)
        assert create(litmos, "after@x.org").status_code == 201
        assert cloud.upload("C").status_code == 200
    assert said(caplog)[1:] == ["writing works again"]
    with running(disk / "data") as (root, _):
        found = LitmosClient(World(root, "w", client)).call("GET", "/users").json()
        names = {user["UserName"] for user in found}
        assert names & {"before@x.org", "never@x.org", "after@x.org"} == {"before@x.org", "after@x.org"}


def test_what_an_answer_was_made_of_is_gone_with_it_so_that_a_quick_client_does_not_fill_a_small_disk(
    disk: Path, client: httpx.Client
) -> None:
    with running(disk / "data", job_mode="instant") as (root, _):
        cloud = ScormCloudClient(World(root, "w", client))
        cloud.new_course("C1")
        files = {"file": ("noise.bin", shake_128(b"noise").digest(1_000_000))}
        assert cloud.call("POST", "/courses/C1/asset/upload", files=files, data={"destination": "a"}).is_success
        fill(disk, 4_000_000)
        packed = [cloud.call("GET", "/courses/C1/zip") for _ in range(30)]
        assert {each.status_code for each in packed} == {200}, packed[-1].text
        assert min(len(each.content) for each in packed) > 1_000_000


def test_nothing_is_acknowledged_once_the_data_folder_was_deleted(
    tmp_path: Path, client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    with running(tmp_path / "data") as (root, _):
        world = World(root, "w", client)
        litmos, cloud = LitmosClient(world), ScormCloudClient(world)
        assert create(litmos, "before@x.org").status_code == 201
        shutil.rmtree(tmp_path / "data")
        refused = create(litmos, "never@x.org")
        assert (refused.status_code, "deleted or replaced" in refused.headers["X-Emulator-Hint"]) == (500, True)
        upload = cloud.upload("C")
        assert (upload.status_code, "deleted or replaced" in upload.headers["X-Emulator-Hint"]) == (500, True)
        for seconds in (0, 1.5):  # before and after housekeeping has looked
            pause(seconds)
            ready = client.get(f"{root}/_emulator/ready")
            assert (ready.status_code, "deleted or replaced" in ready.json()["reason"]) == (503, True)
    assert [line.partition(": ")[0] for line in said(caplog)] == ["nothing can be written"]


def test_a_database_that_fails_again_soon_is_tried_after_a_longer_pause_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, now = Database(tmp_path / "test.db"), 0.0
    recovered: list[float] = []
    monkeypatch.setattr(probing, "stopwatch", lambda: now)
    probes = Probing(database, lambda: recovered.append(now))

    def seconds_to_the_try() -> float:
        nonlocal now
        database.failed(OSError("no space"))
        failed_at = now
        while database.failure is not None:
            asyncio.run(probes.look())
            now += 0.5
        return now - 0.5 - failed_at

    pauses = [seconds_to_the_try() for _ in range(7)]
    assert pauses == [FIRST_PAUSE, 2, 4, 8, 16, Database.longest_pause, Database.longest_pause]
    now += LASTING + 1
    assert seconds_to_the_try() == FIRST_PAUSE
    assert len(recovered) == len(pauses) + 1
    database.close()
