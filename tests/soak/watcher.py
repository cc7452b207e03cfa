"""A process that asks /_emulator/live all the time and keeps the longest pause: the load of the callers does not slow its own clock.

On a machine that is busy with other things the server may be ready to answer and wait for a processor. The kernel counts that time
(/proc/PID/schedstat), for the server and for this process, and it is no pause of the server's.
"""

import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass

from tests.soak.processor import waited

PAUSE = 0.005
PATIENCE = 30.0


@dataclass(slots=True)
class Watched:
    """What was seen, in milliseconds; filled in when the watching has ended."""

    calls: int = 0
    longest: float = 0


@contextmanager
def watching(port: int, pid: int) -> Iterator[Watched]:
    """Watch a server meanwhile."""
    watched = Watched()
    command = [sys.executable, "-m", "tests.soak.watcher", str(port), str(pid)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()  # it has begun
        try:
            yield watched
        finally:
            output, _ = process.communicate("", timeout=PATIENCE + 10)
            for name, value in json.loads(output).items():
                setattr(watched, name, value)


def watch(port: int, pid: int) -> Watched:
    """Ask until standard input ends, or the server does."""
    ended = threading.Event()
    threading.Thread(target=_wait_for_end, args=[ended], daemon=True).start()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    watched = Watched()
    print("began", flush=True)
    with suppress(OSError, http.client.HTTPException):
        while not ended.wait(PAUSE):
            waited, started = _waited(pid), time.perf_counter()
            try:
                connection.request("GET", "/_emulator/live")
                connection.getresponse().read()
            finally:
                took = time.perf_counter() - started
                _note(watched, took * 1000, (_waited(pid) - waited) * 1000)
    return watched


def _wait_for_end(ended: threading.Event) -> None:
    sys.stdin.read()
    ended.set()


def _note(watched: Watched, took: float, waited: float) -> None:
    watched.calls += 1
    watched.longest = max(watched.longest, took - waited)


def _waited(pid: int) -> float:
    """Seconds that the server's main thread and this process have waited for a processor."""
    return waited(pid) + waited(os.getpid())


if __name__ == "__main__":
    print(json.dumps(asdict(watch(int(sys.argv[1]), int(sys.argv[2])))))
