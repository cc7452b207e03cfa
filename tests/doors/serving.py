"""`lms-emulator serve` with doors, as a process: what it said when it was ready, and what it logs."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Any

from tests.cli import running_command


@dataclass(frozen=True)
class Served:
    """`url` and `proxy` are its addresses, `ca` the file to trust, `log` the file that it logs to."""

    url: str
    proxy: str
    ca: str
    log: Path
    process: Any

    def has_logged(self, words: str) -> bool:
        """True if a line with these words is logged, perhaps in a moment."""
        for _ in range(1500):
            if words in self.log.read_text():
                return True
            sleep(0.02)
        return False


@contextmanager
def serving(folder: Path, *options: str, **environment: str) -> Iterator[Served]:
    log = folder / "log"
    with (
        log.open("w") as errors,
        running_command.serving(
            folder, "--proxy-port", "0", "--json", *options, errors=errors, **environment
        ) as process,
    ):
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, log.read_text()
        said = json.loads(line)
        yield Served(said["url"], said["proxy"], said["ca"], log, process)
