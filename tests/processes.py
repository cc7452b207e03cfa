"""The command `lms-emulator serve` as a process of its own, for tests that kill it."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import postgresql
from tests.jitter import delays
from tests.starting import forked

Started = type[subprocess.Popen[str]]


@contextmanager
def serving(
    data: Path, start: Started = forked.Popen, /, **environment: str
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Start the command on a free port; gives its root URL and the process, which is killed at the end if it still runs.

    A test of what is imported when starts it by `subprocess.Popen`.
    """
    environment = {**postgresql.environment_of(data), **environment}
    with serving_by(["emulator", "serve", "--port", "0", "--data", str(data)], start, **environment) as served:
        yield served


@contextmanager
def serving_by(
    arguments: list[str], start: Started = forked.Popen, /, **environment: str
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The same with another module that serves, and its arguments."""
    process = start(
        delays.command(arguments),
        env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    try:
        root = ""
        for line in process.stdout:
            found = re.match(r"lms-emulator at (http://\S+)", line)
            if found:
                root = found.group(1)
            if line.startswith("Sandboxes:"):
                break
        assert root, "the command did not start"
        yield root, process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
