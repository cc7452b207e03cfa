"""How long a process has waited for a processor: on a machine that is busy with other things, that is no pause of the process's own."""

from contextlib import suppress
from pathlib import Path


def waited(pid: int) -> float:
    """Seconds that its main thread was ready to run and did not; of one that has ended too, until it is waited for."""
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    return 0.0
