"""`lms-emulator limits`, `settings`, `sink`, `expire` and `fault off`."""

import json
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from emulator.cli.program import app
from tests.world import World


@pytest.fixture
def at(world: World) -> dict[str, str]:
    httpx.get(f"{world.root}/_emulator/settings")
    return {"EMULATOR_URL": world.host, "EMULATOR_SANDBOX": world.name}


def lines(*arguments: str, **at: str) -> list[str]:
    """What the command prints, in this process."""
    done = CliRunner().invoke(app, arguments, env=at)
    assert done.exit_code == 0, done.output
    return done.stdout.splitlines()


def document(*arguments: str, **at: str) -> Any:
    return json.loads("".join(lines(*arguments, "--json", **at)))


def stopped(*arguments: str, **at: str) -> str:
    done = CliRunner().invoke(app, arguments, env=at)
    assert done.exit_code != 0
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


def test_limits_are_set_and_settings_changed(at: dict[str, str]) -> None:
    assert lines("limits", "set", "scormcloud_rate_limit", "5", **at)[0].startswith("scormcloud_rate_limit: 5 in 60 s")
    assert document("limits", "exhaust", "scormcloud_rate_limit", **at)["exhausted"]
    assert not document("limits", "lift", "scormcloud_rate_limit", **at)["exhausted"]
    assert "must be a number" in stopped("limits", "set", "scormcloud_rate_limit", "few", **at)
    assert "job_seconds=9.0" in lines("settings", "set", "job_seconds=9", "job_mode=step", **at)
    assert "job_mode" in stopped("settings", "set", "job_mode=never", **at)


def test_the_sink_answers_by_a_script_and_shows_what_came(at: dict[str, str], world: World) -> None:
    assert lines("sink", "script", "500", '{"status": 202}', **at) == ["everywhere: 500, 202"]
    for _ in range(2):
        httpx.post(f"{world.root}/_emulator/sink/hooks", content=b"hello")
    came = lines("sink", "list", "--path", "/hooks", **at)
    assert [line.split()[-3] for line in came] == ["500:", "202:"]
    assert "must be a status" in stopped("sink", "script", "often", **at)
    lines("sink", "clear", **at)
    assert lines("sink", "list", **at) == ["nothing came"]
    assert lines("expire", "litmos", "launches", **at) == ["0 launches of litmos expired"]
    assert "nearest" in stopped("expire", "litmos", "lauches", **at)


def test_a_fault_is_turned_off_and_on(at: dict[str, str]) -> None:
    added = document("fault", "add", "--do", "status=503", **at)
    assert ", off: " in lines("fault", "off", str(added["id"]), **at)[0]
    assert ", off: " not in lines("fault", "on", str(added["id"]), **at)[0]
    assert "nearest" in stopped("fault", "off", "slow-netwrk", **at)
