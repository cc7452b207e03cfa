"""The pytest plugin, as a project uses it: in a pytest of its own."""

import ast
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from pytest_lms_emulator import Facts, OtherVersionError, StartError
from pytest_lms_emulator.facts import read_facts
from pytest_lms_emulator.options import Options
from pytest_lms_emulator.starting import Process, start_by
from pytest_lms_emulator.version import VERSION

from emulator import __version__
from emulator.app import Emulator

PROJECT = Path(__file__).parent / "project"
PACKAGE = Path(__file__).parents[2] / "pytest-plugin/src"
FAKE_DOCKER = f"""#!/bin/sh
for word in "$@"; do case "$word" in 127.0.0.1:*:8420) port=${{word#127.0.0.1:}}; port=${{port%:8420}} ;; esac; done
while [ "$1" != serve ]; do shift; done
exec {sys.executable} -m emulator "$@" --port "$port"
"""


def surroundings(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("EMULATOR_", "LMS_", "PYTEST_"))}
    return {**kept, "PYTHONPATH": os.pathsep.join([str(PACKAGE), *sys.path]), **more}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "pytest", "-p", "pytest_lms_emulator.plugin", "-p", "no:cacheprovider", *arguments]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, so that pytest reads no configuration of ours."""
    folder = tmp_path / "project"
    shutil.copytree(PROJECT, folder, ignore=shutil.ignore_patterns("__pycache__", "__init__.py"))
    (folder / "pytest.ini").write_text(
        "[pytest]\nlms_fail_on_unmatched = true\naddopts = --strict-markers -W error -rA\n"
    )
    return folder


def export(root: str, file: Path) -> None:
    """Write a world with one user, made in a sandbox that is gone afterwards."""
    user = {"UserName": "exported@example.com", "FirstName": "X", "LastName": "Y"}
    with httpx.Client(base_url=f"{root}/~to-export/_emulator", timeout=60) as client:
        client.post("/seed", json={"litmos": {"users": [user]}}).raise_for_status()
        file.write_bytes(client.get("/export").raise_for_status().content)
        client.delete(f"{root}/_emulator/sandboxes/to-export")


def test_a_project_uses_all_of_it_and_reads_why_a_test_failed(project: Path, emulator: tuple[str, Emulator]) -> None:
    export(emulator[0], project / "exported.zip")
    done = subprocess.run(
        command("all_ways.py"),
        cwd=project,
        env=surroundings(LMS_EMULATOR_URL=emulator[0]),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    told = done.stdout
    assert "2 failed, 11 passed, 4 errors" in told, told
    failed = told.partition("___ test_that_calls_what_is_not_served ___")[2].partition("\n___")[0]
    assert failed.count("not an operation of litmos; the nearest is GET /users (get_users)") == 2
    assert "nothing is served at /v2.svc/users; /v1.svc/users is get_users of Litmos" in failed
    called = failed.partition("journal of the sandbox")[0]
    assert "/launch/none" not in called, "a page that is not there is not a call at what is not served"
    too_much = told.partition("___ test_that_expects_too_much ___")[2].partition("\n___")[0]
    assert "0 of 1 entries fit (operation get_users, status 200), expected: at least 1" in too_much
    assert "   1  GET /v1.svc/users?source=t → 403" in too_much
    assert "def held" not in too_much
    errors = told.partition("= ERRORS =")[2].partition("= FAILURES =")[0]
    for words in (
        "litmos.userz is not known",
        "there is no world none.json",
        "lms_world takes an exported world first",
        "job_mod: is not known here",
    ):
        assert f"lms-emulator: {words}" in errors.replace(f"the world {project}/wrong.json: ", "")
    assert "Traceback" not in told
    assert "plugin.py" not in errors
    names = httpx.get(f"{emulator[0]}/_emulator/sandboxes").json()["sandboxes"]
    assert not [name for name in names if name.startswith("test-each-test-has")]


def test_one_emulator_serves_all_workers_and_ends_with_the_run_even_if_that_is_killed(
    project: Path, tmp_path: Path
) -> None:
    found, programs = tmp_path / "found", tmp_path / "bin"
    found.mkdir()
    programs.mkdir()
    (programs / "docker").write_text(FAKE_DOCKER)
    (programs / "docker").chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    options = ("killed.py", "-n", "2", "--lms-emulator-from", "docker")
    with subprocess.Popen(
        command(*options),
        cwd=project,
        env=surroundings(PATH=path, FOUND_IN=str(found)),
        stdout=subprocess.PIPE,
        text=True,
    ) as run:
        try:
            _until(lambda: len([*found.iterdir()]) == 2 and all(file.read_text() for file in found.iterdir()))
            (url,) = {file.read_text().strip() for file in found.iterdir()}
            assert httpx.get(f"{url}/_emulator/live").is_success
        finally:
            run.send_signal(signal.SIGKILL)
        _until(lambda: not _answers(url))


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/_emulator/live").is_success
    except httpx.HTTPError:
        return False


def _until(holds: Any) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("nothing-of-this-name", "cannot be started: No such file or directory"),
        ("echo hello", "is no lms-emulator that goes with this package: it said 'hello serve"),
        (f"{sys.executable} -m emulator --port 0", "ended with exit code 2: Error: No such option: --port"),
        (f"{sys.executable} -c 'import os; os.abort()'", "it said nothing"),
        ("'", "cannot be read: No closing quotation"),
        (" ", "is empty"),
    ],
)
def test_an_emulator_that_does_not_start_is_told_in_one_line(tmp_path: Path, given: str, words: str) -> None:
    with pytest.raises(StartError) as refused:
        Process(start_by(given), tmp_path)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("way", "words"), [("uvx", "there is no uvx"), ("docker", "there is no docker"), ("wheel", "must be one")]
)
def test_a_way_that_cannot_be_gone_is_named(monkeypatch: pytest.MonkeyPatch, way: str, words: str) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(StartError, match=words):
        Options(url=None, token=None, command=None, way=way, image="lms-emulator", fail_on_unmatched=False).start()


def test_an_emulator_of_another_version_is_refused_by_name() -> None:
    about: Mapping[str, Any] = {"version": "9.1.0", "vendors": []}
    with pytest.raises(
        OtherVersionError, match=r"the emulator at http://x is version 9\.1\.0, and pytest-lms-emulator 0\.1"
    ):
        read_facts("http://x", None, about)
    assert __version__ == VERSION
    assert isinstance(read_facts("http://x", None, {**about, "version": VERSION}), Facts)


def test_it_runs_on_python_3_9_and_imports_nothing_of_the_emulator() -> None:
    allowed = {
        *sys.stdlib_module_names,
        "pytest_lms_emulator",
        "httpx",
        "pytest",
        "testcontainers",
        "typing_extensions",
    }
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(), feature_version=(3, 9))
        for node in ast.walk(tree):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            foreign = {name.partition(".")[0] for name in names} - allowed
            assert not foreign, f"{path.name} imports {foreign}"
