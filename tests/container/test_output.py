"""Whoever reads what the command says, and whoever does not: it serves all the same, and has no traceback."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.logged import without_stalls
from tests.starting import forked

COMMANDS = ("", "serve", "init", "ready", "play", "clock")


def to_a_full_disk() -> None:
    """The output goes where nothing can be written."""
    os.dup2(os.open("/dev/full", os.O_WRONLY), 1)


def to_nobody() -> None:
    """The output goes into a pipe that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    os.dup2(writer, 1)


@pytest.mark.parametrize("before", [to_a_full_disk, to_nobody, lambda: os.close(1)])
def test_a_server_whose_output_cannot_be_written_serves_and_stops(tmp_path: Path, before: Callable[[], None]) -> None:
    command = [sys.executable, "-m", "emulator", "serve", "--port", "0", "--data", str(tmp_path)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=before)
    try:
        assert answers(tmp_path / "server.json", process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        assert process.stderr is not None
        assert without_stalls(process.stderr.read()) == ""
    finally:
        process.kill()
        process.communicate()


def answers(file: Path, process: subprocess.Popen[str]) -> bool:
    """Whether the server gets ready, before it ends. `file` is where it writes its URL."""
    while process.poll() is None:
        with suppress(OSError, ValueError, httpx.TransportError):
            url = json.loads(file.read_text())["url"]
            return httpx.get(f"{url}/_emulator/ready").status_code == 200
        time.sleep(0.02)
    return False


def test_a_folder_that_the_terminal_cannot_show_does_not_stop_the_start(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "caf\u00e9") + b"\xff"
    command: list[str | bytes] = [sys.executable, "-m", "emulator", "serve", "--port", "0", "--data", folder]
    process = subprocess.Popen(
        command, env={**os.environ, "PYTHONIOENCODING": "ascii"}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        assert b"caf\\xe9" in process.stdout.readline()
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_shown_on_a_terminal_that_knows_ascii_alone(command: str) -> None:
    arguments = [sys.executable, "-m", "emulator", *filter(None, [command]), "--help"]
    shown = subprocess.run(
        arguments, env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, text=True, check=False
    )
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Usage:" in shown.stdout


def test_help_shows_what_stands_in_brackets() -> None:
    shown = {}
    for command in ("serve", "ready", "play"):
        arguments = [sys.executable, "-m", "emulator", command, "--help"]
        done = forked.run(arguments, env={**os.environ, "COLUMNS": "200"}, capture_output=True, text=True, check=True)
        shown[command] = " ".join(done.stdout.split())
    for words in ("listen on [127.0.0.1].", "The port to listen on [8420]; 0 takes a free one.", "folder [./data]."):
        assert words in shown["serve"]
    assert "machine [8420]." in shown["ready"]
    for words in ("The SCO [all SCOs that are not completed].", "emulator [this machine's].", "The sandbox [default]."):
        assert words in shown["play"]
