"""The emulator as a process of its own, on a port of its own, in a data folder that outlives it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from tests import postgresql
from tests.soak.client import Client, Gone, Stuck
from tests.soak.processor import seconds_to_end

START_SECONDS = 60
POLL = 0.01
END_SECONDS = 20  # after these it is killed, and its end counts as never

# Nothing of the caller's own settings; times short enough that a round sees jobs end.
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("EMULATOR_")} | {
    "EMULATOR_LITMOS_RATE_LIMIT": "0",
    "EMULATOR_JOB_SECONDS": "0.4",
    "EMULATOR_FETCH_SECONDS": "15",  # what the emulator fetches from itself may take long on a busy machine
}

NOTHING: Mapping[str, str] = {}


class Server:
    """A running server. In a `with` block it is ready; afterwards it is killed if it still runs.

    Its log is appended to the file `log`, beside its data by default. `command` is the module that serves, and its arguments,
    `more` are further variables of its environment.
    """

    def __init__(
        self,
        data: Path,
        port: int,
        job_mode: str,
        log: Path | None = None,
        workers: int = 1,
        command: Sequence[str] | None = None,
        more: Mapping[str, str] = NOTHING,
    ) -> None:
        self.data = data
        self.port = port
        self.workers = workers
        self.log = log or data.parent / f"{data.name}.log"
        self._said = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("a") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *(command or ["emulator", "serve", "--port", str(port), "--data", str(data)])],
                env={
                    **ENVIRONMENT,
                    **postgresql.environment_of(data),
                    "EMULATOR_JOB_MODE": job_mode,
                    "EMULATOR_WORKERS": str(workers),
                    **more,
                },
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def __enter__(self) -> Self:
        try:
            self.wait_until_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self.is_running():
            self.kill()

    @property
    def pid(self) -> int:
        """Of its process."""
        return self._process.pid

    def children(self) -> list[int]:
        """The processes that it has started."""
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    def wait_until_ready(self) -> None:
        """Wait for its first answer. RuntimeError with the end of its log if there is none."""
        started, client = time.monotonic(), Client(self.port)
        while True:
            try:
                client.call("GET", "/_emulator/live", None, {})
            except (Gone, Stuck):
                if self._process.poll() is not None or time.monotonic() - started > START_SECONDS:
                    raise RuntimeError(f"the emulator does not start: {self.log.read_text()[-2000:]}") from None
                time.sleep(POLL)
            else:
                client.close()
                break
        while self.workers > 1 and "Sandboxes:" not in self.log.read_text()[self._said :]:
            time.sleep(0.05)

    def ended_within(self, seconds: float) -> bool:
        """Wait for its end, so long at most."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        return not self.is_running()

    def kill(self) -> None:
        """SIGKILL."""
        self._process.kill()
        self._process.wait()

    def stop(self) -> tuple[float, int | None]:
        """SIGTERM; returns how many seconds it took to end (without those that it waited for a processor), and its exit code.

        One that does not end is killed: its code is None.
        """
        took = seconds_to_end(self.pid, signal.SIGTERM, END_SECONDS)
        if took is None:
            self.kill()
            return END_SECONDS, None
        return took, self._process.wait()

    def is_running(self) -> bool:
        """Whether its process has not ended."""
        return self._process.poll() is None
