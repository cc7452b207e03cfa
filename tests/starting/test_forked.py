"""A forked process is what a started one would be, but for the imports, which it need not do."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.starting import forked

SHOWN = """
import json, os, sys
print(json.dumps([sys.argv, os.getcwd(), sorted(os.environ.items()), sys.path[0], os.getppid(), sys.stdin.read()]))
print("told", file=sys.stderr)
sys.exit(len(sys.argv))
"""
IMPORTED = "import sys; print('emulator.control.app' in sys.modules)"
WAITING = "import sys; print('ready'); sys.stdin.read()"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With a module to run."""
    (tmp_path / "shown.py").write_text(SHOWN)
    (tmp_path / "imported.py").write_text(IMPORTED)
    (tmp_path / "waiting.py").write_text(WAITING)
    return tmp_path


def test_it_has_the_arguments_folder_environment_streams_and_exit_code_that_a_started_one_has(folder: Path) -> None:
    environment = {**os.environ, "SEEN": "caf\u00e9\udcff", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "shown", "--odd", "", "two words"]
    options: dict[str, Any] = {"cwd": folder, "env": environment, "input": "given", "capture_output": True}
    ways: tuple[Any, ...] = (forked.run, subprocess.run)
    done = [run(command, text=True, timeout=60, check=False, **options) for run in ways]
    assert (done[0].returncode, done[0].stdout, done[0].stderr) == (4, done[1].stdout, "told\n")
    with pytest.raises(subprocess.CalledProcessError):
        forked.run(command, check=True, **options)


def test_only_what_is_the_same_is_forked(folder: Path) -> None:
    def seen(command: list[str], **more: Any) -> str:
        return forked.run(command, cwd=folder, capture_output=True, check=True, **more).stdout

    command = [sys.executable, "-m", "imported"]
    assert seen(command) == "True\n"
    for more in ({"PYTHONHASHSEED": "1"}, {"PYTHONPATH": str(folder)}):
        assert seen(command, env={**os.environ, **more}) == "False\n"
    for special in ({"preexec_fn": os.getpid}, {"process_group": 0}, {"umask": 0}):
        assert seen(command, **special) == "False\n"
    assert seen([sys.executable, "-c", IMPORTED]) == "False\n"
    (folder / "emulator").mkdir()
    assert seen(command) == "False\n"


def test_an_interrupt_ends_what_was_forked_alone(folder: Path) -> None:
    (folder / "handling.py").write_text("import signal; print(signal.getsignal(signal.SIGINT))")
    command = [sys.executable, "-m", "handling"]
    _, server = forked._server()
    for _ in range(2):
        server.send_signal(signal.SIGINT)
        done = [run(command, cwd=folder, capture_output=True, text=True).stdout for run in (forked.run, subprocess.run)]
        assert done[0].partition(" at ")[0] == done[1].partition(" at ")[0] != ""
    assert server.poll() is None


def test_after_one_whose_start_was_broken_off_the_next_is_the_one_that_was_asked_for(folder: Path) -> None:
    def break_off(*_: object) -> None:
        raise TimeoutError

    command = [sys.executable, "-m", "imported"]
    _, server = forked._server()
    before = signal.signal(signal.SIGUSR1, break_off)
    server.send_signal(signal.SIGSTOP)
    breaking = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGUSR1))
    breaking.start()
    try:
        with pytest.raises(TimeoutError):
            forked.run(command, cwd=folder, capture_output=True)
    finally:
        breaking.join()
        server.send_signal(signal.SIGCONT)
        signal.signal(signal.SIGUSR1, before)
    with forked.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.read() == "True\n"
        assert process.wait(60) == 0
    assert server.wait(60) is not None


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_it_is_a_child_that_a_signal_ends(folder: Path, number: signal.Signals) -> None:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "waiting"]
    with forked.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        assert process.poll() is None
        process.send_signal(number)
        assert process.wait(60) == -number
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)
