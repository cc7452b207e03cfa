"""What a request waits while the worker is busy: the slowest of a hundred GETs, idle and during a large job."""

import http.client
import json
import statistics
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.bench.footprint import MANIFEST, multipart, multipart_headers
from tests.bench.requests import APP, KEY, POST, QUERY
from tests.bench.servers import Server, emulator
from tests.bench.table import Row

IMPORTED_USERS = 10_000
PACKAGE_FILES = 20_000
PAUSE = 0.003
IDLE_CALLS = 1000
MOST = 5


def bulk_import(folder: Path) -> list[Row]:
    """10,000 users in one bulk import of Litmos."""
    body = json.dumps(
        [
            {
                "Username": f"bulk-{n}@example.com",
                "Email": f"bulk-{n}@example.com",
                "FirstName": "Jo",
                "LastName": f"Baba {n}",
            }
            for n in range(IMPORTED_USERS)
        ]
    )

    def start(server: Server) -> Callable[[], bool]:
        job = json.loads(server.call("POST", f"/v1.svc/bulkimports{QUERY}", body, **KEY, **POST))["Id"]

        def done() -> bool:
            found = json.loads(server.call("GET", f"/v1.svc/bulkimports/{job}{QUERY}", **KEY))
            return bool(found["TotalUsersCreated"] == IMPORTED_USERS)

        return done

    return _measured(folder / "bulk", f"bulk import of {IMPORTED_USERS:,} users", start)


def package_import(folder: Path) -> list[Row]:
    """A package of 20,000 files, imported at SCORM Cloud."""
    package = folder / "many.zip"
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", MANIFEST)
        archive.writestr("index.html", "<!doctype html><title>Page</title>")
        for number in range(PACKAGE_FILES - 2):
            archive.writestr(f"media/{number % 100}/{number}.txt", f"file {number}\n" * 20)

    def start(server: Server) -> Callable[[], bool]:
        path = "/api/v2/courses/importJobs/upload?courseId=many"
        job = json.loads(server.call("POST", path, multipart(package), **APP, **multipart_headers(package)))["result"]

        def done() -> bool:
            found = json.loads(server.call("GET", f"/api/v2/courses/importJobs/{job}", **APP))
            assert found["status"] != "ERROR", found
            return bool(found["status"] == "COMPLETE")

        return done

    return _measured(folder / "package", f"import of a package of {PACKAGE_FILES:,} files", start)


def _measured(data: Path, name: str, start: Callable[[Server], Callable[[], bool]]) -> list[Row]:
    with emulator(data) as server:
        server.call("GET", "/api/v2/ping", **APP)
        idle = _slowest(_waits(server, lambda calls: calls >= IDLE_CALLS))
        started = time.monotonic()
        done = start(server)
        meanwhile = _slowest(_waits(server, lambda calls: calls % 50 == 0 and done()))
        took = time.monotonic() - started
    note = f"{idle:.1f} ms idle, {meanwhile:.1f} ms meanwhile; it took {took:.0f} s"
    return [Row(f"99 of 100 GETs during a {name} / idle", meanwhile / idle, "x", most=MOST, note=note)]


def _waits(server: Server, enough: Callable[[int], bool]) -> list[float]:
    """Milliseconds that each GET of a user list took, one after another with a pause."""
    connection = http.client.HTTPConnection(server.netloc)
    took: list[float] = []
    while not took or not enough(len(took)):
        started = time.perf_counter()
        connection.request("GET", f"/v1.svc/users{QUERY}&limit=1", headers=KEY)
        answer = connection.getresponse()
        answer.read()
        took.append((time.perf_counter() - started) * 1000)
        assert answer.status == 200, answer.status
        time.sleep(PAUSE)
    connection.close()
    return took


def _slowest(took: list[float]) -> float:
    return statistics.quantiles(took, n=100)[98] if len(took) >= 100 else max(took)
