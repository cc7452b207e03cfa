"""A PostgreSQL that a killed test process leaves is removed by the next one."""

import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests import postgresql

KILLED = "import os; from tests.postgresql import Server; s = Server(); print(s.folder, s.pid, flush=True); os.kill(os.getpid(), 9)"


def runs(process: str) -> bool:
    """True until it has ended, also where nobody takes note of its end (a container whose first process is no init)."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path("/proc", process, "cmdline").read_bytes() != b""
    return False


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
def test_only_folders_of_ours_are_removed(tmp_path: Path) -> None:
    ours, others = tmp_path / f"{postgresql.PREFIX}999999999-left", tmp_path / "pg-999999999-data"
    ours.mkdir()
    others.mkdir()
    postgresql.clear(tmp_path)
    assert list(tmp_path.iterdir()) == [others]


@pytest.mark.skipif(not postgresql.ON_SERVER, reason="needs a PostgreSQL: scripts/test --store postgresql")
def test_the_server_of_a_killed_process_goes_with_the_next_start_and_those_of_others_stay() -> None:
    command = [sys.executable, "-c", KILLED]
    left = subprocess.run(command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True, check=False)
    folder, process = left.stdout.split()
    postgresql.clear(Path(folder).parent)
    assert not Path(folder).exists()
    until = time.monotonic() + 60
    while runs(process) and time.monotonic() < until:
        time.sleep(0.05)
    assert not runs(process)
    assert postgresql.server().sql("SELECT 1") == [(1,)]
