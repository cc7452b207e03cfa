"""The command as a shell runs it: another process in a folder of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from tests.starting import forked


def surroundings(**environment: str) -> dict[str, str]:
    """The environment of a command: it finds the program, and is not led elsewhere by ours. A proxy is in the way."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EMULATOR_")}
    return {**kept, "PYTHONPATH": os.pathsep.join(sys.path), "http_proxy": "http://127.0.0.1:9", **environment}


def run(
    *arguments: str, folder: Path, stdin: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `lms-emulator` in a folder to its end."""
    return forked.run(
        [sys.executable, "-m", "emulator", *arguments],
        cwd=folder,
        env=surroundings(**environment),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )


def lines(*arguments: str, folder: Path, **environment: str) -> list[str]:
    """What a command that goes well prints."""
    finished = run(*arguments, folder=folder, **environment)
    assert (finished.returncode, finished.stderr) == (0, "")
    return finished.stdout.splitlines()


def document(*arguments: str, folder: Path, **environment: str) -> Any:
    """What a command that goes well prints with --json: one line."""
    (line,) = lines(*arguments, "--json", folder=folder, **environment)
    return json.loads(line)


def refusal(*arguments: str, folder: Path, **environment: str) -> str:
    """The one line of a command that the emulator refuses."""
    return _line(1, run(*arguments, folder=folder, **environment))


def impossible(*arguments: str, folder: Path, **environment: str) -> str:
    """The one line of a command that cannot even try."""
    return _line(2, run(*arguments, folder=folder, **environment))


def _line(code: int, finished: subprocess.CompletedProcess[str]) -> str:
    (line,) = finished.stderr.splitlines()
    assert (finished.returncode, finished.stdout) == (code, "")
    return line.removeprefix("lms-emulator: ")


@contextmanager
def serving(
    folder: Path, *options: str, errors: IO[str] | int = subprocess.PIPE, **environment: str
) -> Iterator[subprocess.Popen[str]]:
    """`lms-emulator serve` on a free port, once it says its first line."""
    command = [sys.executable, "-m", "emulator", "serve", "--port", "0", *options]
    process = forked.Popen(
        command,
        cwd=folder,
        env=surroundings(**environment),
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=150)
