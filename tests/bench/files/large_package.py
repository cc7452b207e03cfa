"""A package of 1 GB with 5,000 files: the memory that it takes at each step of its life, and what others wait meanwhile."""

import http.client
import json
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.footprint import MANIFEST, multipart, multipart_headers
from tests.bench.requests import APP, POST, Effort
from tests.bench.servers import Server, emulator
from tests.bench.table import Row

FILES, SIZE = 5_000, 200 * 1024
PLAYED = 50  # files that a learner's browser asks for
MOST = 16.0
PAUSE = 0.005
REGISTRATION = {
    "courseId": "large",
    "registrationId": "one",
    "learner": {"id": "jo", "firstName": "Jo", "lastName": "B"},
}


def large_package(folder: Path, _: Effort) -> list[Row]:
    """Upload and import, play, replace, and delete it; the most memory of each step beside that before the first."""
    package = _made(folder / "large.zip")
    with emulator(folder / "large") as server:
        server.call("GET", "/api/v2/ping", **APP)
        before = server.memory()
        rows: list[Row] = []
        for name, step in (
            ("uploaded and imported", lambda: _bring(server, package)),
            ("played", lambda: _play(server)),
            ("replaced by a new version", lambda: _bring(server, package)),
            ("deleted", lambda: server.call("DELETE", "/api/v2/courses/large", **APP)),
        ):
            rows.append(_row(server, f"a package of 1 GB, {FILES:,} files, {name}: memory", step, before))
    return rows


def _row(server: Server, name: str, step: Callable[[], object], before: float) -> Row:
    server.forget_peak()
    began = time.monotonic()
    with _Waiting(server) as waiting:
        step()
    note = f"{time.monotonic() - began:.1f} s; another call waited {1000 * waiting.longest:.0f} ms at most"
    return Row(name, server.memory("VmHWM") - before, "MiB", most=MOST, note=note)


def _made(package: Path) -> Path:
    content = bytes(range(256)) * (SIZE // 256)
    with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("imsmanifest.xml", MANIFEST)
        archive.writestr("index.html", "<!doctype html><title>Page</title>")
        for number in range(FILES - 2):
            archive.writestr(f"media/{number % 100}/{number}.bin", content)
    return package


def _bring(server: Server, package: Path) -> None:
    path = "/api/v2/courses/importJobs/upload?courseId=large&mayCreateNewVersion=true"
    job = json.loads(server.call("POST", path, multipart(package), **APP, **multipart_headers(package)))["result"]
    while (found := json.loads(server.call("GET", f"/api/v2/courses/importJobs/{job}", **APP)))["status"] == "RUNNING":
        time.sleep(0.1)
    assert found["status"] == "COMPLETE", found


def _play(server: Server) -> None:
    server.call("POST", "/api/v2/registrations", json.dumps(REGISTRATION), **APP, **POST)
    body = json.dumps({"redirectOnExitUrl": "Message"})
    link = json.loads(server.call("POST", "/api/v2/registrations/one/launchLink", body, **APP, **POST))["launchLink"]
    connection = http.client.HTTPConnection(server.netloc)
    connection.request("GET", link.removeprefix(server.root))
    answer = connection.getresponse()
    answer.read()
    page = urlsplit(answer.headers["location"])
    content = page.path.replace("/launch/", "/content/")
    for number in range(PLAYED):
        connection.request(
            "GET", f"{content}/media/{number}/{number}.bin", headers={"Host": page.netloc or server.netloc}
        )
        answer = connection.getresponse()
        assert (answer.status, len(answer.read())) == (200, SIZE)
    connection.close()


class _Waiting:
    """Calls again and again, beside the journal, which would take memory, and knows the longest that a call took."""

    def __init__(self, server: Server) -> None:
        self.longest = 0.0
        self._server = server
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def __enter__(self) -> "_Waiting":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.set()
        self._thread.join()

    def _ask(self) -> None:
        while not self._ends.wait(PAUSE):
            began = time.monotonic()
            self._server.call("GET", "/_emulator/live")
            self.longest = max(self.longest, time.monotonic() - began)
