"""What is measured besides requests a second and the start: an upload, a reset, a fork."""

import http.client
import json
import statistics
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.requests import APP, KEY, POST, QUERY, USER, Effort
from tests.bench.servers import Server, emulator
from tests.bench.table import Row

MEBIBYTE = 1024 * 1024
PACKAGE_MEBIBYTES = 200
BOUNDARY = "bench-boundary"
MANIFEST = """<?xml version="1.0"?>
<manifest identifier="bench" version="1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="all"><organization identifier="all"><title>A large course</title>
    <item identifier="one" identifierref="page"><title>Page</title></item></organization></organizations>
  <resources><resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="index.html">
    <file href="index.html"/></resource></resources>
</manifest>"""


def resets(server: Server, effort: Effort) -> list[Row]:
    """A reset of a sandbox in use, over HTTP."""
    connection = http.client.HTTPConnection(server.netloc)
    took = []
    for _ in range(effort.resets):
        _call(connection, "POST", f"/~bench-reset/v1.svc/users{QUERY}", json.dumps(USER), {**KEY, **POST})
        started = time.perf_counter()
        _call(connection, "POST", "/~bench-reset/_emulator/reset")
        took.append((time.perf_counter() - started) * 1000)
    connection.close()
    return [Row("reset of a sandbox, over HTTP", statistics.median(took), "ms", most=5)]


COMPANY = {
    "people": [{"count": 70, "email": "p{n}@example.com"}],
    "litmos": {
        "courses": [
            {"count": 12, "Name": "C{n}", "Active": True, "Modules": [{"Name": "Q", "Sample": "scorm12-quiz.zip"}]}
        ],
        "teams": [
            {"count": 8, "Name": "T{n}", "Users": [f"p{n}@example.com" for n in range(1, 9)], "Courses": ["C{n}"]}
        ],
    },
    "scormcloud": {
        "courses": [{"count": 4, "id": "C{n}", "sample": "scorm12-quiz.zip"}],
        "registrations": [{"count": 40, "registrationId": "R{n}", "courseId": "C1", "learner": "p{n}@example.com"}],
    },
}
"""About 700 rows."""


def forks(server: Server, effort: Effort) -> list[Row]:
    """A fork of the world of a company and going back to a snapshot of it, over HTTP, beside the reset of an empty sandbox in between."""
    connection = http.client.HTTPConnection(server.netloc)
    _call(connection, "POST", "/~bench-company/_emulator/seed", json.dumps(COMPANY), POST)
    listed = json.loads(_call(connection, "GET", "/_emulator/sandboxes?sizes=true"))["details"]
    (rows,) = (each["rows"] for each in listed if each["name"] == "bench-company")
    _call(connection, "POST", "/~bench-company/_emulator/snapshots", json.dumps({"name": "before"}), POST)
    forked: list[float] = []
    restored: list[float] = []
    emptied: list[float] = []
    for number in range(effort.resets // 4):
        body = json.dumps({"from": "bench-company"})
        forked.append(_took(connection, f"/_emulator/sandboxes/bench-{number}", body))
        restored.append(_took(connection, "/~bench-company/_emulator/snapshots/before/restore"))
        emptied.append(_took(connection, "/~bench-empty/_emulator/reset"))
    connection.close()
    fork, restore, reset = map(statistics.median, (forked, restored, emptied))
    note = f"that takes {reset:.2f} ms"
    return [
        Row(f"fork of a sandbox with {rows} rows, over HTTP", fork, "ms", most=25),
        Row(f"fork of {rows} rows / reset of an empty sandbox", fork / reset, "x", most=10, note=note),
        Row(f"restore of {rows} rows / reset of an empty sandbox", restore / reset, "x", most=10, note=note),
    ]


def _took(connection: http.client.HTTPConnection, path: str, body: str = "") -> float:
    """Milliseconds of a POST."""
    started = time.perf_counter()
    _call(connection, "POST", path, body, POST if body else {})
    return (time.perf_counter() - started) * 1000


def upload(folder: Path) -> list[Row]:
    """A large package by multipart: the memory it takes while it arrives, and while it is imported."""
    package = folder / "large.zip"
    with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("imsmanifest.xml", MANIFEST)
        archive.writestr("index.html", "<!doctype html><title>Page</title>")
        for number in range(PACKAGE_MEBIBYTES // 10):
            archive.writestr(f"media/{number}.bin", bytes(10 * MEBIBYTE))
    name = f"upload of a {PACKAGE_MEBIBYTES} MiB package: memory"
    with emulator(folder / "upload") as server:
        try:
            server.call("GET", "/api/v2/ping", **APP)
        except AssertionError:
            return [Row(name, None, "MiB", most=16, note="SCORM Cloud is not served yet")]
        before = server.memory()
        server.forget_peak()
        started = time.monotonic()
        path = "/api/v2/courses/importJobs/upload?courseId=large"
        job = json.loads(server.call("POST", path, multipart(package), **APP, **multipart_headers(package)))["result"]
        took, arrived = time.monotonic() - started, server.memory("VmHWM")
        while (status := json.loads(server.call("GET", f"/api/v2/courses/importJobs/{job}", **APP)))[
            "status"
        ] == "RUNNING":
            time.sleep(0.1)
        assert status["status"] == "COMPLETE", status
        return [
            Row(name, arrived - before, "MiB", most=16),
            Row("... and when it is imported", server.memory("VmHWM") - before, "MiB"),
            Row("... rate of the upload", PACKAGE_MEBIBYTES / took, "MiB/s"),
        ]


def _head() -> bytes:
    return (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="large.zip"\r\n'
        "Content-Type: application/zip\r\n\r\n"
    ).encode()


def _tail() -> bytes:
    return f"\r\n--{BOUNDARY}--\r\n".encode()


def multipart(package: Path) -> Iterator[bytes]:
    """The body of an upload, in pieces."""
    yield _head()
    with package.open("rb") as file:
        while chunk := file.read(MEBIBYTE):
            yield chunk
    yield _tail()


def multipart_headers(package: Path) -> dict[str, str]:
    """The headers of `multipart`."""
    length = len(_head()) + package.stat().st_size + len(_tail())
    return {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Content-Length": str(length)}


def _call(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    body: str | None = None,
    headers: dict[str, str] | None = None,
) -> bytes:
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    text = answer.read()
    assert answer.status < 300, f"{method} {path}: {answer.status}"
    return text
