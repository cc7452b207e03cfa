"""How long a process has waited for a processor: on a machine that is busy with other things, that is no pause of the process's own."""

import os
import threading
import time
from contextlib import suppress
from pathlib import Path

POLL = 0.01


def waited(pid: int) -> float:
    """Seconds that its main thread was ready to run and did not; of one that has ended too, until it is waited for."""
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    return 0.0


def seconds_to_end(pid: int, number: int, patience: float) -> float | None:
    """Send a signal to a child; returns how long it took to end, or None if it does not end.

    Without the time in which its threads, of which one may wait for another, waited for a processor, and this one to see the end.
    """
    started, own = time.monotonic(), threading.get_native_id()
    before = _threads(pid)
    last, looked = dict(before), waited(own)
    os.kill(pid, number)
    while not os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        if time.monotonic() - started > patience:
            return None
        last |= _threads(pid)
        looked = waited(own)
        time.sleep(POLL)
    took = time.monotonic() - started - (waited(own) - looked)
    last |= _threads(pid)
    return max(took - sum(seconds - before.get(thread, 0.0) for thread, seconds in last.items()), 0.0)


def _threads(pid: int) -> dict[int, float]:
    """What each thread of a process has waited; one that ends is there no more."""
    with suppress(OSError):
        found = {int(name): waited(int(name)) for name in os.listdir(f"/proc/{pid}/task")}
        return {thread: seconds for thread, seconds in found.items() if seconds}
    return {}
