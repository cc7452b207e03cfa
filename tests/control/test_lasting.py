"""What a control call changed or refused is there, or is not, for good: after a restart, in the limits, and on the disk."""

import threading
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.running import running
from tests.store.orphans import orphans
from tests.vendors.litmos.calling import TOO_MANY, LitmosClient, refusal
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World


@pytest.mark.parametrize(
    ("method", "path", "body", "read", "expected"),
    [
        ("PUT", "clock", {"held": True, "now": "2001-02-03T04:05:06Z"}, "clock", {"now": "2001-02-03T04:05:06Z", "held": True}),
        ("POST", "clock/advance", {"seconds": 60}, "clock", {"now": "2030-01-01T00:01:00Z", "held": True}),
        ("PATCH", "settings", {"job_mode": "step"}, "settings", {"job_mode": "step"}),
        ("POST", "reset", None, "settings", {"job_mode": "real"}),
        ("PUT", "limits/litmos_rate_limit", {"limit": 7}, "settings", {"litmos_rate_limit": 7}),
    ],
)  # fmt: skip
def test_what_a_control_call_changed_is_there_after_a_restart(
    tmp_path: Path, client: httpx.Client, method: str, path: str, body: object, read: str, expected: dict[str, object]
) -> None:
    with running(tmp_path) as (root, _):
        world = World(root, "w", client)
        world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
        world.settings(job_mode="instant")
        world.control(method, path, json=body)
    with running(tmp_path) as (root, _):
        found = World(root, "w", client).control("GET", read)
    assert {name: found[name] for name in expected} == expected


def test_a_seed_document_that_is_too_large_answers_413_and_the_largest_is_loaded(
    tmp_path: Path, client: httpx.Client
) -> None:
    with running(tmp_path, max_body_bytes=2000) as (root, _):
        url = f"{root}/~w/_emulator/seed"
        document = b'{"litmos": {"courses": [{"Name": "A"}]}}'
        large = client.post(url, content=document.ljust(2001))
        assert large.status_code == 413
        assert "2000 bytes" in large.json()["error"]
        assert LitmosClient(World(root, "w", client)).call("GET", "/courses").json() == []
        assert client.post(url, content=document.ljust(2000)).json() == {"sandbox": "w", "seeded": ["litmos"]}


@pytest.mark.parametrize("again", ["reset", "now", "shift"])
def test_a_reset_or_another_time_forgets_how_often_a_key_was_used(world: World, again: str) -> None:
    litmos = LitmosClient(world)
    world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    world.settings(litmos_rate_limit=1)
    assert litmos.call("GET", "/users").status_code == 200
    assert refusal(litmos.call("GET", "/users"), 503) == TOO_MANY
    if again == "reset":
        world.control("POST", "reset")
    # The window goes by this clock, so the earlier use lies within the same minute.
    changes: dict[str, dict[str, Any]] = {"now": {"now": "2030-01-01T00:00:01Z"}, "shift": {"shift": 1}}
    world.control("PUT", "clock", json={"held": True, **changes.get(again, {})})
    world.settings(litmos_rate_limit=1)
    assert litmos.call("GET", "/users").status_code == 200


def agree(data: Path) -> None:
    """Wait until files and rows agree: what is discarded is deleted behind the answer."""
    pause = threading.Event()
    for _ in range(600):
        if not orphans(data):
            return
        pause.wait(0.05)
    pytest.fail("\n".join(orphans(data)))


def test_no_file_stays_on_the_disk_after_a_reset(tmp_path: Path, client: httpx.Client) -> None:
    with running(tmp_path) as (root, _):
        world = World(root, "w", client)
        world.settings(job_mode="instant")
        cloud = ScormCloudClient(world)
        assert cloud.upload("C1").status_code == 200
        assert [path.name for path in tmp_path.rglob("imsmanifest.xml")] == ["imsmanifest.xml"]
        agree(tmp_path)
        world.control("POST", "reset")
        agree(tmp_path)
        assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


def test_no_file_stays_on_the_disk_after_a_job_that_failed(tmp_path: Path, client: httpx.Client) -> None:
    with running(tmp_path) as (root, _):
        world = World(root, "w", client)
        world.settings(job_mode="instant")
        cloud = ScormCloudClient(world)
        job = cloud.upload("C1", b"no zip file").json()["result"]
        assert cloud.job(job)["status"] == "ERROR"
        agree(tmp_path)
        assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []
        assert list((tmp_path / "files").glob("sandboxes/*/*/jobs/*")) == []


def test_a_package_that_unpacks_to_more_than_the_setting_says_is_refused(tmp_path: Path, client: httpx.Client) -> None:
    with running(tmp_path, max_unpacked_bytes=1024) as (root, _):
        world = World(root, "w", client)
        world.settings(job_mode="instant")
        cloud = ScormCloudClient(world)
        job = cloud.job(cloud.upload("C1").json()["result"])
        assert job["status"] == "ERROR"
        assert "1 KiB" in job["message"]
        course = {"Name": "A", "Modules": [{"Name": "M", "Sample": "scorm12-minimal.zip"}]}
        seeded = client.post(f"{world.root}/_emulator/seed", json={"litmos": {"courses": [course]}})
        assert seeded.status_code == 400
        assert "1 KiB" in seeded.json()["error"]
