"""The process from which `forked.py` forks others: it has imported what a server needs, and has no thread."""

import gc
import importlib
import io
import json
import os
import runpy
import signal
import socket
import struct
import sys
import time
from typing import Any

IMPORTED = (
    "emulator.cli.program",
    "emulator.cli.client",
    "emulator.cli.commands.serve",
    "emulator.cli.workers",
    "emulator.logs",
    "emulator.running",
    "emulator.welcome",
    "emulator.app",
    "emulator.server",
    "emulator.control.app",
    "emulator.control.known_paths",
    "emulator.console.app",
    "emulator.player.app",
    "emulator.life.vendor_services",
    "emulator.courseware.importing.importing",
    "httpx",
    "jinja2",
)


def wait(forking: socket.socket) -> dict[str, Any] | None:
    """Fork for each request; returns what is wanted in a forked process, and None at the end of the one that asks."""
    while True:
        size, inherited, *_ = socket.recv_fds(forking, 4, 3)
        if not size:
            return None
        wanted = forking.recv(struct.unpack("I", size)[0], socket.MSG_WAITALL)
        held, let_go = os.pipe()
        between = os.fork()
        if not between:
            if number := os.fork():
                forking.sendall(struct.pack("I", number))
                os._exit(0)
            os.close(let_go)
            os.read(held, 1)  # ends when the process has been adopted
            os.close(held)
            forking.close()
            for number, file in enumerate(inherited):
                os.dup2(file, number)
                os.close(file)
            return dict(json.loads(wanted))
        os.waitpid(between, 0)
        for file in (held, let_go, *inherited):
            os.close(file)
        forking.sendall(b"\n")


def become(environment: dict[str, str], cwd: str) -> None:
    """Be as a new interpreter is in this environment and folder."""
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(cwd)
    sys.path[:1] = [cwd, *filter(None, environment.get("PYTHONPATH", "").split(os.pathsep))]
    sys.dont_write_bytecode = bool(environment.get("PYTHONDONTWRITEBYTECODE"))
    unbuffered = bool(environment.get("PYTHONUNBUFFERED"))
    sys.stdin = sys.__stdin__ = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)))  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = _written(1, "strict", unbuffered, lines=False)  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _written(2, "backslashreplace", unbuffered, lines=True)  # type: ignore[misc]


def _written(number: int, errors: str, unbuffered: bool, *, lines: bool) -> io.TextIOWrapper:
    raw = io.FileIO(number, "w", closefd=False)
    buffer: Any = raw if unbuffered else io.BufferedWriter(raw)
    return io.TextIOWrapper(buffer, errors=errors, line_buffering=lines, write_through=unbuffered)


if __name__ == "__main__":
    at_interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the tests, which may still need it
    gc.disable()
    for name in IMPORTED:
        importlib.import_module(name)
    if os.environ.get("TEST_STORE") == "postgresql":
        importlib.import_module("emulator.store.postgresql.database")
    for vendor in importlib.import_module("emulator.vendors").ENTRIES:
        importlib.import_module(f"{vendor.module}.routes")
        importlib.import_module(f"{vendor.module}.vendor")
    gc.freeze()
    gc.enable()
    if (asked := wait(socket.socket(fileno=int(sys.argv[1])))) is not None:
        signal.signal(signal.SIGINT, at_interrupt)
        become(asked["environment"], asked["cwd"])
        sys.argv = ["-m", *asked["arguments"][1:]]
        runpy.run_module(asked["arguments"][0], run_name="__main__", alter_sys=True)
