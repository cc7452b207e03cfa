"""`lms-emulator doctor`: each mistake is found by asking the running emulator, and none where there is none."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

import httpx
import pytest

from emulator.vendors.clients.known import every_client
from tests.cli.running_command import run
from tests.cli.test_commands import answering
from tests.vendors.litmos.calling import OWNER
from tests.world import World


@pytest.fixture
def at(world: World) -> dict[str, str]:
    """The environment of a caller whose proxy is not in the way."""
    world.settings(job_mode="instant")
    return {"EMULATOR_URL": world.host, "EMULATOR_SANDBOX": world.name, "NO_PROXY": "127.0.0.1"}


def examined(folder: Path, code: int, *arguments: str, **environment: str) -> str:
    finished = run("doctor", *arguments, folder=folder, **environment)
    assert (finished.returncode, finished.stderr) == (code, "")
    return finished.stdout


def test_nothing_is_found_where_nothing_is_wrong(at: dict[str, str], world: World, tmp_path: Path) -> None:
    said = examined(tmp_path, 0, **at)
    assert (len(said.splitlines()), world.host in said) == (1, True)


def wrong_path(world: World) -> None:
    httpx.get(f"{world.root}/v2.svc/users")


def no_key(world: World) -> None:
    httpx.get(f"{world.scormcloud}/courses", auth=("nobody", "x"))


def bad_key(world: World) -> None:
    httpx.get(f"{world.litmos}/users?source=t", headers={"apikey": "nobody"})


def held_clock(world: World) -> None:
    world.control("PUT", "clock", json={"held": True})


def used_up(world: World) -> None:
    world.settings(litmos_rate_limit=1)
    httpx.get(f"{world.litmos}/users?source=t", headers={"apikey": OWNER})


def exhausted(world: World) -> None:
    world.settings(litmos_rate_limit=100)
    world.control("POST", "limits/litmos_rate_limit/exhaust", json={})


def fault(world: World) -> None:
    world.control("POST", "faults", json={"do": {"status": 503}})


def old_client(world: World) -> None:
    agent = {"User-Agent": "Swagger-Codegen/4.0.1/python"}
    httpx.get(f"{world.scormcloud}/ping", auth=("EMULATOR01", "emulator-secret"), headers=agent)


def step_mode(world: World) -> None:
    world.settings(job_mode="step")


@pytest.mark.parametrize(
    ("mistake", "code", "words"),
    [
        (wrong_path, 1, "1 call went where nothing is served: GET"),
        (no_key, 1, "1 call had no good credentials: GET"),
        (bad_key, 1, "1 call had no good credentials: GET"),
        (held_clock, 0, "the clock is held"),
        (used_up, 1, "is used up for"),
        (exhausted, 1, "was exhausted on request"),
        (fault, 0, "1 fault asked for"),
        (old_client, 0, "rustici-software-cloud-v2 is version 4.0.1; what is tried here is 5.0.0"),
        (step_mode, 0, "job_mode is step"),
    ],
)
def test_each_mistake_is_found_and_no_other(
    at: dict[str, str], world: World, tmp_path: Path, mistake: Any, code: int, words: str
) -> None:
    mistake(world)
    said = examined(tmp_path, code, **at)
    found = [line for line in said.splitlines() if not line.startswith(("✓", "    "))]
    assert (len(found), words in said) == (1, True), said


def test_what_keeps_it_from_being_asked_is_found(at: dict[str, str], world: World, tmp_path: Path) -> None:
    assert "through a proxy" in examined(tmp_path, 1, **(at | {"NO_PROXY": "", "no_proxy": ""}))
    assert "speaks http, not https" in examined(
        tmp_path, 1, "--url", world.host.replace("http", "https"), **at, https_proxy=""
    )
    assert "start it: lms-emulator serve" in examined(tmp_path, 1, "--url", "http://127.0.0.1:9", **at)
    assert "there is no sandbox nosuch" in examined(tmp_path, 1, "--sandbox", "nosuch", **at)
    assert "nosuch" not in world.control("GET", "sandboxes")["sandboxes"]
    with answering(404, "<html>nginx") as url:
        assert "is no lms-emulator" in examined(tmp_path, 1, "--url", url, **at)


def test_the_version_of_a_client_that_doctor_compares_with_is_the_one_that_is_tried() -> None:
    compared = [client for _, client in every_client() if client.version]
    assert compared
    assert [client.name for client in compared if client.version != version(client.package)] == []
