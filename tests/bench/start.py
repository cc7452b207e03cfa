"""The start: its time beside moto's and that of importing the two libraries that it is built on, in turns, and the memory then."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

from tests.bench.peers.others import moto
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

    def rows(self, name: str, bare: "Series", peer: "Series") -> list[Row]:
        """The rows on one kind of start."""
        took, worked = median(self.took), median(self.worked)
        imports = f"{LIBRARIES} takes {median(bare.took):.2f} s, {median(bare.worked):.2f} s of the processor"
        other = f"which takes {median(peer.took):.2f} s, {median(peer.worked):.2f} s of the processor"
        return [
            Row(f"start to first answer, {name}", took, "s", most=0.6),
            Row("... / the bare imports", took / median(bare.took), "x", most=1.35, note=imports),
            Row("... of the processor's time", worked / median(bare.worked), "x", most=1.35),
            Row("... / the start of moto", took / median(peer.took), "x", most=1, note=other),
            Row("... of the processor's time", worked / median(peer.worked), "x", most=1),
        ]


def starts(folder: Path, effort: Effort) -> list[Row]:
    """From the start of the process to the first answer of Litmos, beside moto's to its first answer of S3, and the bare imports; and the
    memory with one and three vendors."""
    bare, fresh, existing, peer = Series(), Series(), Series(), Series()
    one: list[float] = []
    three: list[float] = []
    _import(Series())  # compiled files are there from the second time on
    _start_of(moto(), Series())
    for number in range(effort.starts):
        _import(bare)
        _start_of(moto(), peer)
        data = folder / f"start-{number}"
        _start_of(emulator(data), fresh)
        with _started(emulator(data), existing) as server:
            one.append(server.memory())
            server.call("GET", "/api/v2/ping", **APP)
            server.call("POST", "/api/v1/AdminApi/Authenticate", json.dumps(LOGIN), **POST)
            three.append(server.memory())
    return [
        *existing.rows("existing folder", bare, peer),
        *fresh.rows("fresh folder", bare, peer),
        Row("memory with one vendor", median(one), "MiB", most=75),
        Row("memory with three vendors", median(three), "MiB", most=90),
    ]


@contextmanager
def _started(starting: AbstractContextManager[Server], series: Series) -> Iterator[Server]:
    began = time.monotonic()
    with starting as server:
        series.took.append(time.monotonic() - began)
        series.worked.append(server.cpu_seconds())
        yield server


def _start_of(starting: AbstractContextManager[Server], series: Series) -> None:
    with _started(starting, series):
        pass


def _import(series: Series) -> None:
    began, before = time.monotonic(), getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", LIBRARIES], env=ENVIRONMENT, check=True)
    after = getrusage(RUSAGE_CHILDREN)
    series.took.append(time.monotonic() - began)
    series.worked.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
