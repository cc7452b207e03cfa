"""The start: its time beside that of importing the two libraries that it is built on, in turns, and the memory then."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

from tests.bench.requests import APP, POST, Effort
from tests.bench.servers import ENVIRONMENT, Server, emulator
from tests.bench.table import Row

LOGIN = {"username": "api.user", "password": "emulator-password", "grant_type": "password"}
LIBRARIES = "import fastapi, sqlalchemy"


@dataclass(slots=True)
class Series:
    """Seconds of several starts: by the clock, and of the processor, which depends less on what else the machine does."""

    took: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)

    def rows(self, name: str, bare: "Series") -> list[Row]:
        """The rows on one kind of start."""
        took, worked = median(self.took), median(self.worked)
        imports = f"{LIBRARIES} takes {median(bare.took):.2f} s, {median(bare.worked):.2f} s of the processor"
        return [
            Row(f"start to first answer, {name}", took, "s", most=0.6),
            Row("... / the bare imports", took / median(bare.took), "x", most=1.35, note=imports),
            Row("... of the processor's time", worked / median(bare.worked), "x", most=1.35),
        ]


def starts(folder: Path, effort: Effort) -> list[Row]:
    """From the start of the process to the first answer of Litmos, beside the bare imports; and the memory with one and three vendors."""
    bare, fresh, existing = Series(), Series(), Series()
    one: list[float] = []
    three: list[float] = []
    _import(Series())  # compiled files are there from the second time on
    for number in range(effort.starts):
        _import(bare)
        data = folder / f"start-{number}"
        with _started(data, fresh):
            pass
        with _started(data, existing) as server:
            one.append(server.memory())
            server.call("GET", "/api/v2/ping", **APP)
            server.call("POST", "/api/v1/AdminApi/Authenticate", json.dumps(LOGIN), **POST)
            three.append(server.memory())
    return [
        *existing.rows("existing folder", bare),
        *fresh.rows("fresh folder", bare),
        Row("memory with one vendor", median(one), "MiB", most=75),
        Row("memory with three vendors", median(three), "MiB", most=90),
    ]


@contextmanager
def _started(data: Path, series: Series) -> Iterator[Server]:
    began = time.monotonic()
    with emulator(data) as server:
        series.took.append(time.monotonic() - began)
        series.worked.append(server.cpu_seconds())
        yield server


def _import(series: Series) -> None:
    began, before = time.monotonic(), getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", LIBRARIES], env=ENVIRONMENT, check=True)
    after = getrusage(RUSAGE_CHILDREN)
    series.took.append(time.monotonic() - began)
    series.worked.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
