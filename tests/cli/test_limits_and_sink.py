"""`lms-emulator limits`, `settings`, `sink`, `expire` and `fault off`."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from emulator.cli.program import app
from tests.cli.running_command import run
from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient
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


def test_jobs_entries_and_credentials_have_commands(at: dict[str, str], world: World) -> None:
    world.settings(job_mode="step")
    cloud = ScormCloudClient(world)
    cloud.call(
        "POST",
        "/courses/importJobs",
        params={"courseId": "C1"},
        json={"url": f"{world.host}/_emulator/samples/{QUIZ}"},
    )
    [job] = document("jobs", "list", "--under-way", **at)["jobs"]
    assert ": Running" in lines("jobs", "step", str(job["number"]), **at)[0]
    assert "(no)" in lines("jobs", "fail", str(job["number"]), "--reason", "no", **at)[0]
    assert "has ended already" in stopped("jobs", "fail", str(job["number"]), **at)
    [entry] = document("journal", "show", **at)["entries"]
    assert lines("journal", "entry", str(entry["number"]), "--as", "curl", **at)[0].startswith("curl -X POST ")
    assert document("journal", "har", **at)["log"]["entries"][0]["request"]["method"] == "POST"
    assert document("journal", "replay", str(entry["number"]), **at)["number"] == entry["number"] + 1
    assert "no entry 99" in stopped("journal", "entry", "99", **at)
    key = f"key-of-{world.name}"
    assert lines("credentials", "add", "litmos", f"key={key}", **at) == [f"litmos {key}: sandbox {world.name}"]
    assert document("credentials", "list", **at)["credentials"][0]["key"] == key
    assert lines("credentials", "remove", "litmos", key, **at) == [f"litmos {key} is removed"]
    assert "owns no key" in stopped("credentials", "remove", "litmos", key, **at)


def test_what_cannot_be_is_refused_in_the_words_of_who_typed_it(at: dict[str, str]) -> None:
    refusal = stopped("sink", "script", "999", **at)
    assert refusal == "lms-emulator: answers.0: Input should be less than or equal to 599\n"
    unknown = stopped("sink", "script", '{"a": 1}', **at)
    assert unknown.startswith("lms-emulator: answers.0.a: is not known here; there are status, ")
    assert "give one of them" in stopped("play", "--list", "--link", **at)


def test_a_misspelt_variable_is_told_by_a_command_that_reads_settings(tmp_path: Path) -> None:
    said = run("ready", folder=tmp_path, EMULATOR_PROT="8421", EMULATOR_PORT="1")
    assert said.stderr.startswith("lms-emulator: EMULATOR_PROT is not a setting; EMULATOR_PORT is\n")
