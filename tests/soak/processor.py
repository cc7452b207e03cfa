"""How long a process has waited for a processor: on a machine that is busy with other things, that is no pause of the process's own."""

import os
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
    """Send a signal to a child; returns how long it took to end, without its waiting for a processor, or None if it does not end."""
    started, waiting = time.monotonic(), waited(pid)
    os.kill(pid, number)
    while not os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        if time.monotonic() - started > patience:
            return None
        time.sleep(POLL)
    return time.monotonic() - started - (waited(pid) - waiting)
