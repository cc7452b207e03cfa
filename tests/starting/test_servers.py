"""A PostgreSQL that a killed test process leaves is removed by the next one."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests import postgresql

KILLED = "import os; from tests.postgresql import Server; s = Server(); print(s.folder, s.pid, flush=True); os.kill(os.getpid(), 9)"


@pytest.mark.skipif(not postgresql.ON_SERVER, reason="needs a PostgreSQL: scripts/test --store postgresql")
def test_the_server_of_a_killed_process_goes_with_the_next_start_and_those_of_others_stay() -> None:
    command = [sys.executable, "-c", KILLED]
    left = subprocess.run(command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True, check=False)
    folder, process = left.stdout.split()
    postgresql.clear(Path(folder).parent)
    assert not Path(folder).exists()
    while Path("/proc", process).exists():
        pass
    assert postgresql.server().sql("SELECT 1") == [(1,)]
