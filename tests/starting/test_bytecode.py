"""What a test process has compiled, neither the next one nor the servers that tests start compile again."""

import os
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path

import emulator.app

WRITES = "import sys; print(not sys.dont_write_bytecode)"


def test_test_processes_and_those_they_start_keep_what_they_compiled() -> None:
    assert Path(cache_from_source(emulator.app.__file__)).exists()
    started = "import os, subprocess, sys, tests.starting.bytecode; subprocess.run([sys.executable, '-c', sys.argv[1]])"
    for program in (f"import tests.starting.bytecode; {WRITES}", started):
        command = [sys.executable, "-c", program, WRITES]
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            command, cwd=Path(__file__).parents[2], env=environment, capture_output=True, text=True, check=True
        )
        assert done.stdout == "True\n"
