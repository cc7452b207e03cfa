"""How commands find the emulator of this machine: it writes its URL into its data folder."""

import json
import os
import signal
import subprocess
from pathlib import Path

from tests.cli.running_command import document, impossible, lines, run, serving


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def test_a_server_on_a_free_port_is_found_by_its_data_folder_until_it_stops(tmp_path: Path) -> None:
    with serving(tmp_path) as process:
        url = first_line(process).split()[2]
        file = tmp_path / "data/server.json"
        assert json.loads(file.read_text()) | {"version": ""} == {
            "url": url,
            "port": int(url.rpartition(":")[2]),
            "pid": process.pid,
            "version": "",
        }
        assert lines("sandboxes", "list", folder=tmp_path) == ["default"]
        assert document("reset", folder=Path("/"), EMULATOR_DATA=str(tmp_path / "data"))["sandbox"] == "default"
        assert run("ready", folder=tmp_path).returncode == 0
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        assert not file.exists()


def test_what_a_killed_server_left_is_written_anew_by_the_next(tmp_path: Path) -> None:
    with serving(tmp_path) as process:
        old = first_line(process).split()[2]
        os.kill(process.pid, signal.SIGKILL)
        process.wait(60)
    words = impossible("sandboxes", "list", folder=tmp_path)
    assert old in words
    with serving(tmp_path) as process:
        new = first_line(process).split()[2]
        assert new != old
        assert lines("sandboxes", "list", folder=tmp_path) == ["default"]


def test_a_file_that_is_none_is_as_good_as_no_file(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for text in ("", "[]", '{"url": 5}', "\xff"):
        (tmp_path / "data/server.json").write_text(text, encoding="latin-1")
        words = impossible("sandboxes", "list", folder=tmp_path, EMULATOR_PORT="9")
        assert "no emulator answers at http://127.0.0.1:9" in words
