"""A job survives the process being killed in any state: nothing lost, nothing stuck, nothing done twice."""

import threading
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.processes import serving
from tests.stored import stored
from tests.vendors.litmos.calling import LitmosClient
from tests.world import World

STATES = ["Queued", "Uploading", "ReadyToProcess", "Processing"]


def rows(data: Path, table: str) -> int:
    ((count,),) = stored(data, f"SELECT count(*) FROM {table}")
    return int(count)


@pytest.mark.parametrize("state", STATES)
def test_a_module_goes_on_after_the_process_was_killed_in_any_state(
    tmp_path: Path, client: httpx.Client, state: str, emulator: tuple[str, Any]
) -> None:
    sample = f"{emulator[0]}/_emulator/samples/scorm12-minimal.zip"
    with serving(tmp_path, EMULATOR_LITMOS_RATE_LIMIT="0") as (root, process):
        litmos = LitmosClient(World(root, "w", client))
        litmos.world.control("PUT", "clock", json={"held": True})
        module = litmos.new_module(sample)
        litmos.world.advance(1.25 * STATES.index(state))
        assert litmos.call("GET", f"/modules/{module['Id']}").json()["Status"] == state
        process.kill()
    with serving(tmp_path, EMULATOR_LITMOS_RATE_LIMIT="0") as (root, _):
        litmos = LitmosClient(World(root, "w", client))
        assert litmos.world.control("GET", "clock")["held"] is True
        assert litmos.call("GET", f"/modules/{module['Id']}").json()["Status"] == state
        moves = [move["state"] for move in litmos.world.advance(60)]
        assert moves == [*STATES, "Ready"][STATES.index(state) + 1 :]
        assert litmos.world.advance(60) == []
        assert litmos.new_user()["Id"] != module["Id"]
    assert rows(tmp_path, "course_package") == 1


def test_a_running_clock_moves_what_fell_due_while_the_process_was_down(
    tmp_path: Path, client: httpx.Client, emulator: tuple[str, Any]
) -> None:
    sample = f"{emulator[0]}/_emulator/samples/scorm12-minimal.zip"
    environment = {"EMULATOR_LITMOS_RATE_LIMIT": "0", "EMULATOR_JOB_SECONDS": "0.4"}
    with serving(tmp_path, **environment) as (root, process):
        litmos = LitmosClient(World(root, "w", client))
        module = litmos.new_module(sample)
        process.kill()
    with serving(tmp_path, **environment) as (root, _):
        litmos = LitmosClient(World(root, "w", client))
        wait = threading.Event()
        for _ in range(600):
            wait.wait(0.05)
            if litmos.call("GET", f"/modules/{module['Id']}").json()["Status"] == "Ready":
                break
        else:
            pytest.fail("the module is stuck")
