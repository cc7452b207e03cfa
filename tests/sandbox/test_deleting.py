"""A sandbox that is deleted is gone with its rows, files and work, and its name starts anew."""

import time
from pathlib import Path

import httpx

from emulator.app import Emulator
from tests.running import running
from tests.vendors.litmos.calling import NO_RECORD, LitmosClient, refusal
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World


def delete(world: World, name: str) -> httpx.Response:
    return world.client.delete(f"{world.root}/_emulator/sandboxes/{name}")


def test_a_deleted_sandbox_leaves_nothing_and_its_name_starts_anew(
    emulator: tuple[str, Emulator], world: World
) -> None:
    doomed = World(world.host, f"{world.name}-doomed", world.client)
    litmos = LitmosClient(doomed)
    doomed.settings(job_mode="instant")
    ScormCloudClient(doomed).new_course("c1")
    user = litmos.new_user()
    files = emulator[1].house.files.sandboxes / doomed.name
    assert files.exists()
    assert delete(world, doomed.name).status_code == 204
    assert doomed.name not in world.control("GET", "sandboxes")["sandboxes"]
    assert not files.exists()
    assert doomed.journal() == []
    assert user["UserName"] not in [each["UserName"] for each in litmos.call("GET", "/users").json()]
    assert litmos.new_user()["Id"] == user["Id"]


def test_the_default_sandbox_and_one_that_is_not_there_cannot_be_deleted(world: World) -> None:
    refused = delete(world, "default")
    assert (refused.status_code, "/_emulator/reset" in refused.json()["error"]) == (409, True)
    unknown = delete(world, f"{world.name}-never")
    assert (unknown.status_code, f"{world.name}-never" in unknown.json()["error"]) == (404, True)


def test_work_that_was_going_on_in_a_deleted_sandbox_comes_to_nothing_in_the_next_of_its_name(world: World) -> None:
    doomed = World(world.host, f"{world.name}-doomed", world.client)
    doomed.control("PUT", "clock", json={"held": True})
    module = LitmosClient(doomed).new_module(doomed.sample("scorm12-minimal.zip"))
    assert delete(world, doomed.name).status_code == 204
    doomed.control("PUT", "clock", json={"held": True})
    assert doomed.advance(60) == []
    assert refusal(LitmosClient(doomed).call("GET", f"/modules/{module['Id']}"), 404) == NO_RECORD


def test_sandboxes_that_nobody_uses_are_deleted_and_those_in_use_and_the_default_one_are_not(
    tmp_path: Path, client: httpx.Client
) -> None:
    with running(tmp_path, sandbox_idle_seconds=2) as (root, _):
        default, used, idle = (World(root, name, client) for name in ("default", "used", "idle"))
        for world in (default, used, idle):
            world.control("GET", "clock")
        for _ in range(300):
            time.sleep(0.1)
            used.control("GET", "clock")
            names = client.get(f"{root}/~used/_emulator/sandboxes").json()["sandboxes"]
            if "idle" not in names:
                break
        assert sorted(names) == ["default", "used"]
