"""`lms-emulator serve` for scripts: what it prints, where it keeps its data, and what it logs."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import httpx
import pytest

from emulator.upkeep import memory_folder
from tests.cli.running_command import document, impossible, lines, serving, surroundings
from tests.vendors.litmos.calling import OWNER

USERS = "/v1.svc/users?source=t&format=json"


def test_the_line_of_json_is_all_that_a_script_needs_and_nothing_else_is_printed(tmp_path: Path) -> None:
    with serving(tmp_path, "--json") as process:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        assert (said["url"], said["pid"]) == (f"http://127.0.0.1:{said['port']}", process.pid)
        assert (said["data"], said["needs_token"]) == (str(tmp_path / "data"), False)
        litmos = said["vendors"][0]
        key = litmos["environment"]["LITMOS_API_KEY"]
        found = httpx.get(f"{litmos['base_url']}/users?source=t&format=json", headers={"apikey": key})
        assert found.status_code == 200
        process.send_signal(signal.SIGTERM)
        assert (process.stdout.read(), process.wait(60)) == ("", 0)


@pytest.mark.parametrize("ended_by", [signal.SIGTERM, signal.SIGKILL])
def test_data_in_memory_is_gone_with_the_server_and_what_a_killed_one_left_with_the_next(
    tmp_path: Path, ended_by: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(tmp_path, "--memory", "--json", TMPDIR=str(tmp_path)) as process:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        assert said["data"] is None
        (folder,) = _folders_of(process.pid, tmp_path)
        assert document("reset", "--url", said["url"], folder=tmp_path)["sandbox"] == "default"
        process.send_signal(ended_by)
        process.wait(60)
        assert folder.exists() == (ended_by == signal.SIGKILL)
        if folder.exists():
            os.utime(
                folder / "lock", (0, 0)
            )  # not the limit: folders of servers that are starting beside this test stay
        monkeypatch.setenv("TMPDIR", str(tmp_path))
        memory_folder.remove(memory_folder.make())
        assert not folder.exists()
    assert not (tmp_path / "data").exists()


def _folders_of(pid: int, place: Path) -> list[Path]:
    """The data folders in memory or in `place` whose server is that process."""
    pattern = f"{memory_folder.PREFIX}*"
    found = [*memory_folder.IN_MEMORY.glob(pattern), *place.glob(pattern)]
    told = [path for path in found if (path / "server.json").exists()]  # others are starting, or were killed before
    return [path for path in told if f'"pid": {pid},' in (path / "server.json").read_text()]


def test_a_folder_in_memory_whose_server_was_killed_before_it_had_a_lock_goes_with_a_later_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_folder, "IN_MEMORY", tmp_path / "none")
    monkeypatch.setattr(memory_folder, "gettempdir", lambda: str(tmp_path))
    old, starting = memory_folder.make(), memory_folder.make()
    data, checkout = tmp_path / "lms-emulator-data", tmp_path / "lms-emulator-main"
    for folder in (data, checkout):
        folder.mkdir()
    (data / "lock").touch()
    for path in (old, data / "lock", checkout):
        os.utime(path, (0, 0))
    memory_folder.remove(memory_folder.make())
    assert (old.exists(), starting.exists()) == (False, True)
    assert (data.exists(), checkout.exists()) == (True, True), "they are not ours"


def test_a_folder_and_memory_exclude_each_other(tmp_path: Path) -> None:
    words = impossible("serve", "--memory", "--data", "x", "--port", "0", folder=tmp_path)
    assert words == "--memory keeps nothing in a folder; give it without --data"
    assert "EMULATOR_LOG_LEVEL" in impossible("serve", "--log-level", "loud", folder=tmp_path)


def test_the_log_is_json_and_has_each_request_without_its_query(tmp_path: Path) -> None:
    log = tmp_path / "log"
    options = ("--memory", "--json", "--log-format", "json", "--access-log", "--log-level", "warning")
    with log.open("w") as errors, serving(tmp_path, *options, errors=errors, EMULATOR_PROT="1") as process:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        httpx.get(said["url"] + USERS + "&apikey=secret-in-the-query", headers={"apikey": OWNER})
        process.send_signal(signal.SIGTERM)
        process.wait(60)
    first, *requests = map(json.loads, log.read_text().splitlines())
    assert (first["level"], "EMULATOR_PROT is not a setting" in first["message"]) == ("warning", True)
    (request,) = requests
    assert (request["method"], request["path"], request["status"]) == ("GET", "/v1.svc/users", 200)
    assert request["request_id"] == "default-1"
    assert "secret-in-the-query" not in log.read_text()


def test_without_the_access_log_nothing_is_logged_of_a_request(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with log.open("w") as errors, serving(tmp_path, "--memory", "--json", errors=errors) as process:
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["url"]
        assert lines("sandboxes", "list", "--url", url, folder=tmp_path) == ["default"]
        httpx.get(url + USERS, headers={"apikey": OWNER})
    assert log.read_text() == ""


def test_it_ends_with_the_program_that_started_it_even_if_that_is_killed(tmp_path: Path) -> None:
    starter = (
        "import subprocess, sys\n"
        "command = [sys.executable, '-m', 'emulator', 'serve', '--memory', '--port', '0', '--json', '--exit-on-eof']\n"
        "subprocess.Popen(command, stdin=subprocess.PIPE).wait()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", starter], cwd=tmp_path, env=surroundings(), stdout=PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert json.loads(program.stdout.readline())["port"]
        program.kill()
        assert program.stdout.read() == "", "the server holds the output until it has ended"
