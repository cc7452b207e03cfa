"""Servers under measurement: processes of their own, with what the kernel says of them."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

# Compiled files are written as an installation has them, whatever the caller's shell says.
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHONDONTWRITE", "EMULATOR_"))}
LIST_ONE_USER = "/v1.svc/users?source=bench&format=json&limit=1&apikey=litmos-account-owner"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    root: str
    pid: int

    @property
    def netloc(self) -> str:
        """Host and port."""
        return urlsplit(self.root).netloc

    def memory(self, line: str = "VmRSS") -> float:
        """MiB: `VmRSS` now, `VmHWM` the most since `forget_peak`."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(rf"^{line}:\s+(\d+) kB", status, re.MULTILINE)
        assert found is not None
        return int(found.group(1)) / 1024

    def forget_peak(self) -> None:
        """Start counting `VmHWM` anew."""
        Path(f"/proc/{self.pid}/clear_refs").write_text("5")

    def cpu_seconds(self) -> float:
        """Processor time used so far, by it and by the processes that it has started."""
        return _cpu_seconds(self.pid)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> bytes:
        """One call on a connection of its own; fails unless the answer is a success."""
        connection = http.client.HTTPConnection(self.netloc, timeout=120)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read()
        finally:
            connection.close()
        assert answer.status < 300, f"{method} {path}: {answer.status} {text[:300]!r}"
        return text


def _cpu_seconds(pid: int) -> float:
    own = Path(f"/proc/{pid}")
    try:
        fields = (own / "stat").read_text().rpartition(")")[2].split()
        children = (own / f"task/{pid}/children").read_text().split()
    except FileNotFoundError:  # a child that has just ended: the next look has it at its parent
        return 0.0
    # Its own, and of those of its children that have ended and that are there.
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK") + sum(_cpu_seconds(int(child)) for child in children)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def emulator_command(data: Path, port: int, module: str = "emulator") -> list[str]:
    """The command as an installation runs it."""
    return [sys.executable, "-m", module, "serve", "--port", str(port), "--data", str(data)]


@contextmanager
def started(command: Sequence[str], port: int, ready: Callable[[Server], bool], **environment: str) -> Iterator[Server]:
    """Start a command and wait until `ready` says that it answers; it is stopped at the end."""
    process = subprocess.Popen(
        command, env={**ENVIRONMENT, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    server = Server(f"http://127.0.0.1:{port}", process.pid)
    try:
        deadline = time.monotonic() + 60
        while not ready(server):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"did not start: {' '.join(command)}")
            time.sleep(0.002)
        yield server
    finally:
        process.terminate()
        process.wait(20)


def answers(path: str, **headers: str) -> Callable[[Server], bool]:
    """Whether a GET of the path succeeds."""

    def ready(server: Server) -> bool:
        try:
            server.call("GET", path, **headers)
        except (OSError, http.client.HTTPException):
            return False
        return True

    return ready


@contextmanager
def emulator(data: Path, module: str = "emulator", limit: str = "1000000", **environment: str) -> Iterator[Server]:
    """The emulator, its first Litmos call answered; journal and authentication on, the limiter on and out of reach.

    `module` is run in place of `emulator`; with the limit 0 there is none; `environment` are further settings.
    """
    port = free_port()
    command = emulator_command(data, port, module)
    with started(command, port, answers(LIST_ONE_USER), EMULATOR_LITMOS_RATE_LIMIT=limit, **environment) as server:
        yield server


@contextmanager
def bare() -> Iterator[Server]:
    """The yardstick."""
    port = free_port()
    command = [sys.executable, "-m", "tests.bench.bare", str(port)]
    with started(command, port, answers("/dict")) as server:
        yield server
