"""Uploads of 5 MB, one after another, beside moto's: a course at SCORM Cloud, and an object of the same size."""

import http.client
import statistics
import time
import zipfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

from tests.bench.footprint import MANIFEST, MEBIBYTE, multipart, multipart_headers
from tests.bench.peers.others import S3, moto
from tests.bench.requests import APP, Effort
from tests.bench.servers import Server, emulator
from tests.bench.table import Row

SIZE = 5 * MEBIBYTE
IN_A_ROUND = 5

_numbers = count(1)


def uploads(folder: Path, effort: Effort) -> list[Row]:
    """How many a second each of the two takes, in turns."""
    package = folder / "five.zip"
    with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("imsmanifest.xml", MANIFEST)
        archive.writestr("index.html", "<!doctype html><title>Page</title>")
        archive.writestr("media.bin", bytes(range(256)) * (SIZE // 256))
    body, headers = b"".join(multipart(package)), {**APP, **multipart_headers(package)}
    content = package.read_bytes()
    with emulator(folder / "uploads") as ours, moto() as peer:

        def course(connection: http.client.HTTPConnection) -> None:
            path = f"/api/v2/courses/importJobs/upload?courseId=five-{next(_numbers)}"
            _sent(connection, "POST", path, body, headers)

        def stored(connection: http.client.HTTPConnection) -> None:
            _sent(connection, "PUT", f"/bench/{next(_numbers)}", content, S3)

        found: tuple[list[float], list[float]] = ([], [])
        for _ in range(effort.rounds + 1):
            for took, server, send in zip(found, (ours, peer), (course, stored), strict=True):
                took.append(_seconds(server, send))
    own, other = (statistics.median(took[1:]) for took in found)
    note = f"{1 / own:.0f} and {1 / other:.0f} a second"
    return [Row("uploads of 5 MB / moto PUT of 5 MB", other / own, "x", least=1.7, note=note)]


def _seconds(server: Server, send: Callable[[http.client.HTTPConnection], None]) -> float:
    """The seconds that each of some uploads takes."""
    connection = http.client.HTTPConnection(server.netloc)
    began = time.perf_counter()
    for _ in range(IN_A_ROUND):
        send(connection)
    took = (time.perf_counter() - began) / IN_A_ROUND
    connection.close()
    return took


def _sent(connection: http.client.HTTPConnection, method: str, path: str, body: bytes, headers: dict[str, str]) -> None:
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read()
    assert answer.status == 200, f"{path}: {answer.status} {text[:200]!r}"
