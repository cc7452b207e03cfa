"""`serve --workers N`: processes that serve one port on one PostgreSQL database, and the process that starts them and keeps them running.

Each has a socket of its own at the port (SO_REUSEPORT), so the system shares out connections among those that are there.
"""

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from time import monotonic
from typing import Any, NoReturn

from emulator import running_at
from emulator.running import MARK, SIGNALS, StartError, bound, check, end_at_eof
from emulator.settings import Settings
from emulator.upkeep import memory_folder

log = logging.getLogger("lms_emulator")

STOP_SECONDS = 1.9  # for all of them; then they are killed, and nothing acknowledged is lost
LOOK_SECONDS = 0.1
AGAIN_SECONDS = 1.0  # between two starts of one that does not come to serve


class Workers:
    """The processes. `given` are settings of the command line, by name."""

    def __init__(self, settings: Settings, given: Mapping[str, Any]) -> None:
        self._settings = settings
        named = {f"EMULATOR_{name.upper()}": _text(value) for name, value in given.items() if value is not None}
        self._environment = {**os.environ, **named, "EMULATOR_WORKERS": "1", MARK: "1"}
        self._processes: list[subprocess.Popen[bytes] | None] = []
        self._started_at: list[float] = []
        self.is_told_to_stop = threading.Event()
        threading.Thread(target=self._wait_for_signal, name="ending", daemon=True).start()

    def _wait_for_signal(self) -> None:
        signal.sigwait(SIGNALS)
        self.is_told_to_stop.set()
        self._terminate()

    def start(self) -> None:
        """Start them. The first makes everything ready, and runs the hooks; raises `StartError` if it does not come to serve."""
        if not self._served([self._add()]) and not self.is_told_to_stop.is_set():
            self.stop()
            raise StartError("the first worker did not start")
        self._environment.pop("EMULATOR_HOOKS", None)
        self._served([self._add() for _ in range(self._settings.workers - 1)])  # one that does not is started anew

    def _add(self) -> "subprocess.Popen[bytes]":
        process = self._new()
        self._processes.append(process)
        self._started_at.append(monotonic())
        return process

    def _served(self, processes: "list[subprocess.Popen[bytes]]") -> bool:
        """Wait until each process serves or has ended; False if one has ended."""
        return all(process.stdout is not None and bool(process.stdout.readline()) for process in processes)

    def look(self) -> None:
        """Restart the processes that have ended."""
        for place, process in enumerate(self._processes):
            if process is not None and process.poll() is not None:
                log.error("worker %d ended with %d, and is started anew", place + 1, process.returncode)
                self._processes[place] = None
            if self._processes[place] is None and monotonic() - self._started_at[place] > AGAIN_SECONDS:
                self._processes[place], self._started_at[place] = self._new(), monotonic()

    def stop(self) -> None:
        """End all of them, and wait until they have."""
        self._terminate()
        until = monotonic() + STOP_SECONDS
        for process in filter(None, self._processes):
            try:
                process.wait(max(until - monotonic(), 0))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _terminate(self) -> None:
        for process in filter(None, self._processes):
            with suppress(OSError):
                process.terminate()

    def _new(self) -> "subprocess.Popen[bytes]":
        """A process that ends when this one does, whatever ends it, and prints a line when it serves."""
        command = [sys.executable, "-m", "emulator", "serve", "--json", "--exit-on-eof"]
        return subprocess.Popen(command, env=self._environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603


def run_workers(
    settings: Settings, given: Mapping[str, Any], words: Callable[[Settings, int], str], *, until_eof: bool = False
) -> NoReturn:
    """Serve by several processes until SIGTERM or SIGINT, then end this one. Raises `StartError` before any output."""
    check(settings)
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    if until_eof:
        end_at_eof()
    folder = memory_folder.make() if settings.memory else None
    kept = _Port(settings, settings.port, "--port")
    proxy = None if settings.proxy_port is None else _Port(settings, settings.proxy_port, "--proxy-port")
    given = {**given, "port": kept.number, "proxy_port": proxy and proxy.number}
    settings = settings.model_copy(update={"port": kept.number, "proxy_port": proxy and proxy.number})
    if folder is not None:
        given |= {"memory": False, "data": folder}
        settings = settings.model_copy(update={"data": folder})
    workers = Workers(settings, given)
    try:
        workers.start()
        running_at.write(
            settings.data, settings.host, kept.number, tls=settings.speaks_tls, **running_at.more(settings)
        )
        with suppress(OSError):
            print(words(settings, kept.number), flush=True)
        while not workers.is_told_to_stop.wait(LOOK_SECONDS):
            workers.look()
        workers.stop()
        running_at.forget(settings.data)
    finally:
        if folder is not None:
            memory_folder.remove(folder)
    sys.exit(0)


class _Port:
    """A port that is kept for the processes, which share it, and for nobody else's."""

    def __init__(self, settings: Settings, number: int, option: str) -> None:
        with bound(settings.host, number, option) as alone:
            self.number: int = alone.getsockname()[1]
        self._kept: socket.socket = bound(settings.host, self.number, option, is_shared=True)


def _text(value: Any) -> str:
    return json.dumps(value) if isinstance(value, bool) else str(value)
