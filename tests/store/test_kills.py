"""The process is killed between any two steps: what was acknowledged is there after the next start, and no file is left over."""

import io
import os
import threading
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from emulator.courseware.samples import build_sample
from tests import postgresql
from tests.processes import serving, serving_by
from tests.store.content.object_store import object_store
from tests.store.killed import STEPS, kill_at
from tests.store.orphans import orphans
from tests.stored import stored
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.scormcloud.calling import MINIMAL, QUIZ, ScormCloudClient, refusal
from tests.world import World

pytestmark = pytest.mark.timeout(600)  # a start for each step: minutes on a machine that is busy

ENVIRONMENT = {"EMULATOR_LITMOS_RATE_LIMIT": "0", "EMULATOR_JOB_SECONDS": "0"}
ASSET = "shared/course.css"
pause = threading.Event().wait


def wait_for(condition: Callable[[], Any]) -> None:
    """Until it holds; the test's time limit is the end of patience."""
    while not condition():
        pause(0.02)


def upload(cloud: ScormCloudClient) -> None:
    cloud.upload("New")


def upload_nonsense(cloud: ScormCloudClient) -> None:
    cloud.upload("New", b"no zip")


def fetch(cloud: ScormCloudClient) -> None:
    LitmosClient(cloud.world).new_module(cloud.world.sample(MINIMAL))


def replace_asset(cloud: ScormCloudClient) -> None:
    cloud.call("POST", "/courses/Old/asset/upload", files={"file": ("x", b"new")}, data={"destination": ASSET})


def remove_asset(cloud: ScormCloudClient) -> None:
    cloud.call("DELETE", "/courses/Old/asset", params={"relativePath": ASSET})


def delete_course(cloud: ScormCloudClient) -> None:
    cloud.call("DELETE", "/courses/Old")


def delete_module(cloud: ScormCloudClient) -> None:
    LitmosClient(cloud.world).call("DELETE", "/modules/Old")


def reset(cloud: ScormCloudClient) -> None:
    cloud.world.control("POST", "reset")


def delete_sandbox(cloud: ScormCloudClient) -> None:
    cloud.world.client.delete(f"{cloud.world.host}/_emulator/sandboxes/{cloud.world.name}")


def seed(cloud: ScormCloudClient) -> None:
    cloud.world.seed({"scormcloud": {"courses": [{"id": "Seeded", "sample": MINIMAL}]}})


def forked(cloud: ScormCloudClient) -> World:
    return World(cloud.world.host, "forked", cloud.world.client)


def fork(cloud: ScormCloudClient) -> None:
    cloud.world.client.post(f"{cloud.world.host}/_emulator/sandboxes/forked", json={"from": "w"})


def replace_by_fork(cloud: ScormCloudClient) -> None:
    forked(cloud).seed({"scormcloud": {"courses": [{"id": "Other", "sample": MINIMAL}]}})
    body = {"from": "w", "replace": True}
    cloud.world.client.post(f"{cloud.world.host}/_emulator/sandboxes/forked", json=body)


def save_snapshot(cloud: ScormCloudClient) -> None:
    cloud.world.control("POST", "snapshots", json={"name": "kept"})


def restore_snapshot(cloud: ScormCloudClient) -> None:
    save_snapshot(cloud)
    replace_asset(cloud)
    cloud.world.control("POST", "snapshots/kept/restore")


def export_and_import(cloud: ScormCloudClient) -> None:
    content = cloud.world.client.get(f"{cloud.world.root}/_emulator/export").content
    url = f"{cloud.world.root}/_emulator/import?replace=true"
    assert cloud.world.client.post(url, content=content).status_code == 201


COMMITS = ["before a COMMIT", "after a COMMIT", "after the deeds of a COMMIT"]
DISCARDS = ["before something is discarded", "after something was discarded"]
CHANGES = ["before a file is put or removed", "after a file was put or removed"]
COPIES = [
    "before files are shared",
    "after files were shared",
    "before a copy is written",
    "after a copy was written",
]
IMPORTS = ["before a course is in place", "after a course is in place"]
MOVES = ["before files are moved to their place", "after files were moved to their place"]
CASES: list[tuple[Callable[[ScormCloudClient], None], list[tuple[str, int]]]] = [
    (
        upload,
        [
            *((step, number) for step in COMMITS for number in (1, 2, 3)),
            *((step, 1) for step in IMPORTS),
            *((step, number) for step in MOVES for number in (1, 2)),
        ],
    ),
    (upload_nonsense, [("before a COMMIT", 3), ("after a COMMIT", 3), *((step, 1) for step in DISCARDS)]),
    (
        fetch,
        [
            ("before a COMMIT", 4),
            ("before a COMMIT", 5),
            ("after a COMMIT", 5),
            *((step, 1) for step in (*IMPORTS, *MOVES)),
        ],
    ),
    (replace_asset, [*((step, 1) for step in (*COMMITS, *CHANGES)), ("before a COMMIT", 2)]),
    (remove_asset, [(step, 1) for step in (*COMMITS, *CHANGES)]),
    (delete_course, [*((step, number) for step in COMMITS for number in (1, 2)), *((step, 1) for step in DISCARDS)]),
    (delete_module, [(step, 1) for step in (*COMMITS, *DISCARDS)]),
    (reset, [(step, 1) for step in (*COMMITS, *DISCARDS)]),
    (delete_sandbox, [(step, 1) for step in (*COMMITS, *DISCARDS)]),
    (seed, [(step, 1) for step in (*COMMITS, *IMPORTS)]),
    (fork, [*((step, 1) for step in (*COMMITS, *COPIES)), ("after files were shared", 2)]),
    (save_snapshot, [(step, 1) for step in (*COMMITS, "after a copy was written")]),
    (
        restore_snapshot,
        [
            ("before a COMMIT", 4),
            ("after a COMMIT", 4),
            ("after a copy was written", 2),
            *((step, 1) for step in DISCARDS),
        ],
    ),
    (export_and_import, [(step, 1) for step in (*COMMITS, *DISCARDS)]),
    (
        replace_by_fork,
        [
            ("before a COMMIT", 3),
            ("after a COMMIT", 3),
            ("after a copy was written", 1),
            *((step, 1) for step in DISCARDS),
        ],
    ),
]


LEAVING = ("after a copy was written", "after a course is in place", "after a COMMIT")
"""Steps after which something may be left that no row refers to."""
SWEPT_SECONDS = 200

EVERY_STEP = os.environ.get("EMULATOR_TEST_KILLS") == "all"
"""Whether to be killed at every step, which takes minutes; else at one of each deed, early at some and late at others: `scripts/soak` aims
at all of them.
"""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0].__name__)
def test_a_kill_at_any_step_loses_nothing_and_leaves_nothing(
    tmp_path: Path, client: httpx.Client, case: tuple[Callable[[ScormCloudClient], None], list[tuple[str, int]]]
) -> None:
    act, every = case
    steps = every if EVERY_STEP else [every[CASES.index(case) % len(every)]]
    for at, (step, number) in enumerate(steps):
        data = tmp_path / str(at)
        data.mkdir()
        died = kill_in(data, client, act, step, number)
        check_after(data, client, act, died, f"{act.__name__}, {step} {number}")


@pytest.mark.skipif(not postgresql.ON_SERVER, reason="needs a PostgreSQL: scripts/test --store postgresql")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0].__name__)
def test_what_a_killed_process_left_goes_while_another_one_goes_on(
    tmp_path: Path, client: httpx.Client, case: tuple[Callable[[ScormCloudClient], None], list[tuple[str, int]]]
) -> None:
    """The folder is never without a process, so no start sweeps it alone."""
    act, every = case
    leaving = [each for step in LEAVING for each in every[::-1] if each[0] == step]
    for at, (step, number) in enumerate(every if EVERY_STEP else leaving[:1]):
        data = tmp_path / str(at)
        data.mkdir()
        with serving(data, **ENVIRONMENT):
            kill_in(data, client, act, step, number)
            with serving(data, **ENVIRONMENT):
                until = time.monotonic() + SWEPT_SECONDS
                while left := left_over(data):
                    assert time.monotonic() < until, (act.__name__, step, number, left)
                    pause(0.1)


def left_over(data: Path) -> list[str]:
    try:
        return orphans(data)
    except FileNotFoundError as error:  # it is being discarded
        return [str(error)]


OBJECTS = ["before objects are put", "after objects were put", "before a COMMIT"]


@pytest.mark.parametrize("act", [upload, replace_asset])
def test_a_kill_while_files_go_to_a_bucket_loses_nothing_and_is_half_nothing(
    tmp_path: Path, client: httpx.Client, act: Callable[[ScormCloudClient], None]
) -> None:
    with object_store("courses") as store:
        for step in OBJECTS if EVERY_STEP else OBJECTS[1:2]:
            data = tmp_path / step.replace(" ", "-")
            data.mkdir()
            bucket = {**store.environment(), "EMULATOR_FILES_URL": f"s3://courses/{act.__name__}-{data.name}"}
            died = kill_in(data, client, act, step, 1, **bucket)
            check_after(data, client, act, died, f"{act.__name__}, {step}", **bucket)


def kill_in(
    data: Path, client: httpx.Client, act: Callable[[ScormCloudClient], None], step: str, number: int, **more: str
) -> bool:
    """Serve, have something there, and be killed in what comes then; answers whether the call was acknowledged."""
    assert step in STEPS
    environment = {**ENVIRONMENT, **postgresql.environment_of(data), **more}
    with serving_by(["tests.store.killed", str(data)], **environment) as (root, process):
        cloud = ScormCloudClient(World(root, "w", client))
        cloud.upload("Old", build_sample(QUIZ))
        content = {"Id": "Old", "Name": "Old", "Sample": QUIZ}
        cloud.world.seed({"litmos": {"courses": [{"Name": "Old", "Modules": [content]}]}})
        wait_for(lambda: status_of(cloud, "Old") == "COMPLETE")
        cloud.register("R1", "Old")
        kill_at(data, step, number)
        acknowledged = False
        with suppress(httpx.TransportError):
            act(cloud)
            acknowledged = True
        process.wait(300)
    (data / "kill").unlink()
    return acknowledged


def check_after(
    data: Path,
    client: httpx.Client,
    act: Callable[[ScormCloudClient], None],
    acknowledged: bool,
    what: str,
    **more: str,
) -> None:
    """Start again: the old course is whole unless it was deleted, the new one comes if it was acknowledged, no file is left over."""
    with serving(data, **ENVIRONMENT, **more) as (root, process):
        cloud = ScormCloudClient(World(root, "w", client))
        deleting = act in (delete_course, reset, delete_sandbox)
        found = cloud.call("GET", "/courses/Old").status_code == 200
        assert found or deleting, what
        assert not (found and acknowledged and deleting), what
        if found:
            check_files(cloud, act, acknowledged, what)
        if act in (fork, replace_by_fork):
            check_fork(cloud, acknowledged and act is fork, what)
        if act in (upload, upload_nonsense) and acknowledged:
            wait_for(lambda: status_of(cloud, "New") != "RUNNING")
            assert status_of(cloud, "New") == ("COMPLETE" if act is upload else "ERROR"), what
        if act is delete_course and not found:
            wait_for(lambda: cloud.call("HEAD", "/registrations/R1").status_code == 404)
        if act is fetch:
            wait_for(lambda: all(status == "Ready" for status in modules(cloud, data)))
            assert modules(cloud, data) or not acknowledged, what
        wait_for(lambda: not [*(data / "files/trash").iterdir(), *(data / "files/uploads").iterdir()])
        process.kill()
    if not more:  # files in a bucket are rows
        assert orphans(data) == [], what


def check_fork(cloud: ScormCloudClient, must_be: bool, what: str) -> None:
    """It is there with all that its source has, or not at all."""
    copy = ScormCloudClient(forked(cloud))
    names = cloud.world.control("GET", "sandboxes")["sandboxes"]
    assert "forked" in names or not must_be, what
    if "forked" in names and copy.call("GET", "/registrations/R1").status_code == 200:
        packed = zipfile.ZipFile(io.BytesIO(copy.call("GET", "/courses/Old/zip").content))
        whole = zipfile.ZipFile(io.BytesIO(build_sample(QUIZ)))
        assert {name: packed.read(name) for name in packed.namelist()} == {
            name: whole.read(name) for name in whole.namelist()
        }, what
    else:
        assert refusal(copy.call("GET", "/courses/Old"), 404), what
        assert not must_be, what


def check_files(
    cloud: ScormCloudClient, act: Callable[[ScormCloudClient], None], acknowledged: bool, what: str
) -> None:
    packed = zipfile.ZipFile(io.BytesIO(cloud.call("GET", "/courses/Old/zip").content))
    whole = zipfile.ZipFile(io.BytesIO(build_sample(QUIZ)))
    expected = {name: whole.read(name) for name in whole.namelist()}
    there = {name: packed.read(name) for name in packed.namelist()}
    changed = {**expected, ASSET: b"new"}
    if act is remove_asset:
        changed.pop(ASSET)
    if act is restore_snapshot and acknowledged:
        changed = expected
    possible = [changed] if acknowledged else [expected, changed]
    assert there in (possible if act in (replace_asset, remove_asset, restore_snapshot) else [expected]), what


def modules(cloud: ScormCloudClient, data: Path) -> list[str]:
    found = stored(data, "SELECT id FROM litmos_module WHERE id <> 'Old'")
    litmos = LitmosClient(cloud.world)
    return [litmos.call("GET", f"/modules/{module}").json()["Status"] for (module,) in found]


def status_of(cloud: ScormCloudClient, course_id: str) -> str:
    return str(cloud.job(f"EMULATOR01{course_id}")["status"])
