"""Starting an emulator that ends with this process: from what is installed, by uvx, from the image, or by a command."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

from pytest_lms_emulator.version import VERSION

COMMAND = "lms-emulator"
SERVE = ("serve", "--memory", "--json", "--exit-on-eof")
ANY_PORT = ("--port", "0")
IMAGE = f"lms-emulator:{VERSION}"
PORT = 8420
"""Where it listens in the image."""
START_SECONDS = 300.0
"""The first time an image or a package is fetched."""
PAUSE = 0.01
STOP_SECONDS = 5.0
FRAME = " \t─│╭╮╰╯"
HELP = ("Run '", "See '", "Try '")


class StartError(Exception):
    """No emulator was started; the words say why and what to do."""


@dataclass(frozen=True)
class Start:
    """A command that serves. `port` is where it is reached from here, if it cannot know that itself."""

    command: tuple[str, ...]
    port: int | None = None

    def url(self, said: dict[str, Any]) -> str:
        """The URL, after the line that it printed."""
        return str(said["url"]) if self.port is None else f"http://127.0.0.1:{self.port}"


def start_by(command: str) -> Start:
    """By a command of one's own, which is given what to do."""
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise StartError(f"--lms-emulator-command {command!r} cannot be read: {error}") from None
    if not words:
        raise StartError("--lms-emulator-command is empty")
    return Start((*words, *SERVE, *ANY_PORT))


def installed() -> Start:
    """By the command that is beside this Python, or else on the path."""
    beside = str(Path(sys.executable).parent)
    found = shutil.which(COMMAND, path=os.pathsep.join([beside, os.environ.get("PATH", "")]))
    if found is None:
        raise StartError(
            f"{COMMAND} is not installed here: `pip install .` in its checkout, "
            "or give --lms-emulator-from uvx or docker, or LMS_EMULATOR_URL"
        )
    return Start((found, *SERVE, *ANY_PORT))


def by_uvx() -> Start:
    """By uvx, which fetches the version that goes with this package, and a Python for it."""
    return Start((_program("uvx"), "--from", f"lms-emulator=={VERSION}", COMMAND, *SERVE, *ANY_PORT))


def from_image(image: str) -> Start:
    """From the image, by Docker, on a port of this machine alone. It ends with us, since its input is ours."""
    port = _free_port()
    options = ("--rm", "--interactive", "--init", "--publish", f"127.0.0.1:{port}:{PORT}")
    neighbours = ("--add-host", "host.docker.internal:host-gateway")
    return Start((_program("docker"), "run", *options, *neighbours, image, COMMAND, *SERVE), port)


WAYS: dict[str, Callable[[str], Start]] = {
    "installed": lambda image: installed(),
    "uvx": lambda image: by_uvx(),
    "docker": from_image,
}


class Process:
    """An emulator that runs. `said` is what it printed when it was ready."""

    def __init__(self, start: Start, folder: Path, stdin: int | None = None) -> None:
        """Start it and wait until it is ready. Without `stdin` it ends when this process does, or at `stop`. Raises `StartError`."""
        self._start = start
        self._said, self.log = folder / "said", folder / "log"
        with self._said.open("wb") as output, self.log.open("wb") as errors:
            try:
                self._process = subprocess.Popen(
                    start.command,
                    stdin=subprocess.PIPE if stdin is None else stdin,
                    stdout=output,
                    stderr=errors,
                    start_new_session=os.name == "posix",  # Ctrl-C is for us: tests still use it while they end
                )
            except OSError as error:
                raise StartError(f"{self._shown} cannot be started: {error.strerror}") from None
        try:
            self.said = self._wait()
        except StartError:
            self.stop()
            raise

    @property
    def url(self) -> str:
        """Where it is reached."""
        return self._start.url(self.said)

    def stop(self) -> None:
        """End it."""
        if self._process.stdin is None:
            self._process.terminate()
        else:
            self._process.stdin.close()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def leave(self) -> None:
        """Let it run on: another process holds its input."""
        self._process.returncode = 0  # so that nobody complains that it still runs

    @property
    def _shown(self) -> str:
        return f"`{shlex.join(self._start.command)}`"

    def _wait(self) -> dict[str, Any]:
        end = time.monotonic() + START_SECONDS
        while True:
            code = self._process.poll()
            line, newline, _ = self._said.read_text(errors="replace").partition("\n")
            if newline:
                return self._read(line)
            if code is not None:
                raise StartError(
                    f"the emulator did not start: {self._shown} ended with exit code {code}: {last_words(self.log)}"
                )
            if time.monotonic() > end:
                raise StartError(f"the emulator did not start: {self._shown} said nothing within {START_SECONDS:g} s")
            time.sleep(PAUSE)

    def _read(self, line: str) -> dict[str, Any]:
        try:
            said = json.loads(line)
            self._start.url(said)
        except (ValueError, KeyError, TypeError):
            raise StartError(
                f"{self._shown} is no lms-emulator that goes with this package: it said {line[:200]!r}"
            ) from None
        return dict(said)


def last_words(log: Path) -> str:
    """The last line that it wrote to its error output, but for frames and for where to find help."""
    lines = log.read_text(errors="replace").split("\n") if log.exists() else []
    words = [line.strip(FRAME) for line in lines]
    return next((line for line in reversed(words) if line and not line.startswith(HELP)), "it said nothing")


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise StartError(f"--lms-emulator-from {name}: there is no {name} on the path")
    return found


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
