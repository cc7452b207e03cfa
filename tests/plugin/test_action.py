"""The GitHub Action: its form, and its steps as a runner runs them."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.cli.running_command import surroundings

ACTION: dict[str, Any] = yaml.safe_load((Path(__file__).parents[2] / "action.yml").read_text())
INSTALL, START = ACTION["runs"]["steps"]

FAKE_PYTHON = """#!/bin/sh
case "$1" in -c) exit ${OLD:-0} ;; esac
mkdir -p "$3/bin"
printf '#!/bin/sh\\necho "$@"\\n' > "$3/bin/python"
chmod +x "$3/bin/python"
"""


def step(run: dict[str, Any], folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the action with the values of its `env`."""
    assert given.keys() == run["env"].keys()
    files = {"RUNNER_TEMP": str(folder), "GITHUB_ENV": str(folder / "env"), "GITHUB_OUTPUT": str(folder / "output")}
    return subprocess.run(
        ["bash", "-c", run["run"]],
        cwd=folder,
        env=surroundings(**files, **given),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """The folder of a runner where the emulator is installed."""
    programs = tmp_path / "lms-emulator/bin"
    programs.mkdir(parents=True)
    (programs / "lms-emulator").write_text(f'#!/bin/sh\nexec {sys.executable} -m emulator "$@"\n')
    (programs / "lms-emulator").chmod(0o755)
    return tmp_path


def test_it_is_a_composite_action_whose_inputs_are_all_used() -> None:
    assert ACTION["runs"]["using"] == "composite"
    used = re.findall(r"inputs\.(\w+)", str(ACTION["runs"]))
    assert {*used} == {*ACTION["inputs"]}
    for run in (INSTALL, START):
        assert run["shell"] == "bash"
        assert "${{" not in run["run"], "what is given comes by the environment, so it is no part of a script"


def test_it_starts_waits_and_exports_where_all_is(runner: Path) -> None:
    (runner / "seed.json").write_text(
        '{"litmos": {"users": [{"UserName": "ann@example.com", "FirstName": "Ann", "LastName": "Lee"}]}}'
    )
    done = step(START, runner, PORT="0", SEED="seed.json")
    assert done.returncode == 0, done.stderr
    try:
        exported = dict(line.split("=", 1) for line in (runner / "env").read_text().splitlines())
        assert (runner / "output").read_text() == f"url={exported['LMS_EMULATOR_URL']}\n"
        key = {"apikey": exported["LITMOS_API_KEY"]}
        users = httpx.get(f"{exported['LITMOS_BASE_URL']}/users?source=t&format=json", headers=key).json()
        assert "ann@example.com" in [user["UserName"] for user in users]
        assert {"SCORM_CLOUD_BASE_URL", "NEXPORT_USERNAME"} < exported.keys()
    finally:
        os.kill(int(re.findall(r'"pid": (\d+)', (runner / "lms-emulator.json").read_text())[0]), signal.SIGKILL)


def test_a_server_that_does_not_start_fails_the_step_in_one_line(runner: Path) -> None:
    done = step(START, runner, PORT="0", SEED="none.json")
    assert done.returncode == 1
    assert re.fullmatch(r"::error::lms-emulator did not start: .*none\.json.*\n", done.stdout), done.stdout


def test_it_installs_a_version_or_what_it_comes_from(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "python3").write_text(FAKE_PYTHON)
    (programs / "python3").chmod(0o755)
    place = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    for version, wanted in (("0.1.0", "lms-emulator==0.1.0"), ("", "/actions/here")):
        run = {**INSTALL, "env": {**INSTALL["env"], **place}}
        done = step(run, tmp_path, VERSION=version, SOURCE="/actions/here", **place)
        assert (done.returncode, done.stdout.split()[-1]) == (0, wanted), done.stderr
    run = {**INSTALL, "env": {**INSTALL["env"], **place, "OLD": "1"}}
    done = step(run, tmp_path, VERSION="", SOURCE="x", OLD="1", **place)
    assert (done.returncode, done.stdout) == (
        1,
        "::error::lms-emulator needs Python 3.11 or newer: put actions/setup-python before it\n",
    )
