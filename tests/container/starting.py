"""The command as a container or a shell starts it: a process with its output and exit code."""

import os
import subprocess
import sys
from collections.abc import Callable

from tests.starting import forked


def start(
    *options: str, before: Callable[[], None] | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `lms-emulator serve` on a free port to its end: for starts that must fail. `before` is called in its process first."""
    return forked.run(
        [sys.executable, "-m", "emulator", "serve", *options],
        env={**os.environ, "EMULATOR_PORT": "0", **environment},
        capture_output=True,
        text=True,
        timeout=150,
        preexec_fn=before,
    )


def refusal(finished: subprocess.CompletedProcess[str]) -> str:
    """The one line that a failed start wrote; fails unless it is one line, without a traceback, and the exit code is 2."""
    assert finished.returncode == 2, finished.stderr
    assert finished.stdout == ""
    (line,) = finished.stderr.splitlines()
    assert line.startswith("lms-emulator: ")
    return line
