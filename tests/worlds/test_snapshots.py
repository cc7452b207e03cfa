"""Snapshots: a sandbox is what it was when one is restored, and nobody sees them otherwise."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from emulator.app import Emulator
from tests.refusals import control_refusal
from tests.running import running
from tests.store.orphans import orphans
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World
from tests.worlds.forking import files, fork, furnish, make, other, replace_asset, rows, whole, zipped


@pytest.fixture
def data(emulator: tuple[str, Emulator]) -> Path:
    """The data folder."""
    return emulator[1].house.settings.data


@pytest.fixture
def acme(tmp_path: Path, client: httpx.Client) -> Iterator[World]:
    """A sandbox of an emulator that has no other tests in it."""
    with running(tmp_path) as (root, _):
        yield World(root, "acme", client)


def save(world: World, name: str = "clean", **body: Any) -> dict[str, Any]:
    saved: dict[str, Any] = world.control("POST", "snapshots", json={"name": name, **body})
    return saved


def restore(world: World, name: str = "clean") -> None:
    world.control("POST", f"snapshots/{name}/restore")


def refused(world: World, method: str, path: str, **options: Any) -> tuple[int, str]:
    answer = world.client.request(method, f"{world.root}/_emulator/{path}", **options)
    return answer.status_code, answer.json()["error"]


def test_a_sandbox_is_what_it_was_when_its_snapshot_is_restored(world: World, data: Path) -> None:
    furnish(world)
    world.control("PUT", "clock", json={"held": True, "now": "2031-05-01T10:00:00Z"})
    before, clock, shown = whole(data, world.name), world.control("GET", "clock"), zipped(world)
    save(world)
    assert replace_asset(world, b"changed").is_success
    assert ScormCloudClient(world).call("DELETE", "/registrations/R1").is_success
    LitmosClient(world).new_user("new@example.com")
    world.settings(job_mode="step")
    world.advance(3600)
    assert whole(data, world.name) != before
    for _ in range(2):
        restore(world)
        assert whole(data, world.name) == before
        assert (world.control("GET", "clock"), zipped(world)) == (clock, shown)
        assert world.control("GET", "settings")["job_mode"] == "instant"
        world.control("POST", "reset")


def test_a_snapshot_is_seen_in_no_list_of_sandboxes_and_cannot_be_called(world: World, data: Path) -> None:
    furnish(world)
    save(world)
    kept = [path.name for path in (data / "files" / "sandboxes").iterdir() if path.name.startswith("@")]
    assert kept
    assert not [name for name in world.control("GET", "sandboxes")["sandboxes"] if "@" in name]
    for name in kept:
        answer = world.client.get(f"{world.host}/~{name}/_emulator/clock")
        assert "cannot be a sandbox" in control_refusal(answer, 404)


def test_the_jobs_of_a_snapshot_stand_still_and_go_on_once_it_is_restored(world: World) -> None:
    world.control("PUT", "clock", json={"held": True})
    world.settings(job_mode="real", job_seconds=60)
    cloud = ScormCloudClient(world)
    job = cloud.upload("C1").json()["result"]
    save(world)
    world.control("POST", "reset")
    restore(world)
    assert cloud.job(job)["status"] == "RUNNING"
    world.advance(100)
    assert cloud.job(job)["status"] == "COMPLETE"


def test_snapshots_are_listed_replaced_and_deleted(world: World, data: Path) -> None:
    world.control("PUT", "clock", json={"held": True, "now": "2031-05-01T10:00:00Z"})
    first = save(world)
    assert (first["name"], first["at"], first["journal"]) == ("clean", "2031-05-01T10:00:00Z", 0)
    status, words = refused(world, "POST", "snapshots", json={"name": "clean"})
    assert (status, '"replace": true' in words) == (409, True)
    furnish(world)
    again = save(world, replace=True)
    assert again["journal"] > 0
    save(world, "other")
    assert [each["name"] for each in world.control("GET", "snapshots")["snapshots"]] == ["clean", "other"]
    assert other(world).control("GET", "snapshots") == {"snapshots": []}
    before = len(rows(data, world.name))
    restore(world, "clean")
    assert len(rows(data, world.name)) == before
    for name in ("clean", "other"):
        world.control("DELETE", f"snapshots/{name}")
        assert refused(world, "POST", f"snapshots/{name}/restore")[0] == 404
        assert refused(world, "DELETE", f"snapshots/{name}") == (
            404,
            f"the sandbox {world.name} has no snapshot {name}",
        )
    assert world.control("GET", "snapshots") == {"snapshots": []}


@pytest.mark.parametrize(
    "body", [{}, {"name": ""}, {"name": "@1"}, {"name": "a", "x": 1}, {"name": 1}, {"name": "x" * 65}]
)
def test_a_snapshot_that_cannot_be_named_so_is_refused(world: World, body: dict[str, Any]) -> None:
    assert refused(world, "POST", "snapshots", json=body)[0] == 400
    assert world.control("GET", "snapshots") == {"snapshots": []}


def test_a_fork_of_a_snapshot_is_what_the_sandbox_was(world: World, data: Path) -> None:
    furnish(world)
    save(world)
    before = whole(data, world.name)
    world.control("POST", "reset")
    forked = fork(world, snapshot="clean")
    assert whole(data, forked.name) == before
    answer = make(other(world, "-none"), **{"from": world.name, "snapshot": "no"})
    assert control_refusal(answer, 404) == f"the sandbox {world.name} has no snapshot no"
    assert "needs from" in control_refusal(make(other(world, "-none"), snapshot="no"), 400)


def test_credentials_that_were_owned_are_owned_again_unless_another_sandbox_has_them(acme: World) -> None:
    owned = {"vendor": "litmos", "key": "acme-key"}
    acme.control("POST", "credentials", json=owned)
    save(acme)
    acme.control("POST", "reset")
    assert acme.control("GET", "credentials") == {"credentials": []}
    restore(acme)
    assert [each["key"] for each in acme.control("GET", "credentials")["credentials"]] == ["acme-key"]
    acme.control("POST", "reset")
    globex = other(acme)
    globex.control("POST", "credentials", json=owned)
    LitmosClient(acme).new_user("stays@example.com")
    status, words = refused(acme, "POST", "snapshots/clean/restore")
    assert (status, "acme-fork" in words) == (409, True)
    assert "stays@example.com" in LitmosClient(acme).call("GET", "/users").text


def test_snapshots_survive_a_restart_and_go_with_their_sandbox(tmp_path: Path, client: httpx.Client) -> None:
    with running(tmp_path) as (root, _):
        world = World(root, "w", client)
        furnish(world)
        world.control("POST", "credentials", json={"vendor": "litmos", "key": "k"})
        save(world)
        before = whole(tmp_path, "w")
        world.control("POST", "reset")
    with running(tmp_path) as (root, _):
        world = World(root, "w", client)
        restore(world)
        assert whole(tmp_path, "w") == before
        client.delete(f"{root}/_emulator/sandboxes/w")
        assert world.control("GET", "snapshots") == {"snapshots": []}
    with running(tmp_path) as (root, _):
        assert client.get(f"{root}/_emulator/sandboxes").json()["sandboxes"] == ["default", "w"]
    assert orphans(tmp_path) == []
    assert not files(tmp_path, "w")


def test_many_save_and_restore_at_once(world: World, data: Path) -> None:
    furnish(world)
    save(world)
    before = whole(data, world.name)
    with ThreadPoolExecutor(8) as callers:
        saves = [callers.submit(save, world, f"s{number}") for number in range(5)]
        restores = [callers.submit(restore, world) for _ in range(5)]
        assert all(future.result() for future in saves)
        assert not any(future.result() for future in restores)
    restore(world)
    assert whole(data, world.name) == before
    assert len(world.control("GET", "snapshots")["snapshots"]) == 6
