"""A dispatch package in a real browser, within a platform of another origin."""

import io
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.vendors.scormcloud.dispatching import DISPATCHES, dispatched, done
from tests.world import World

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

PLATFORM = """<!doctype html><meta charset="utf-8"><title>A platform</title><pre id="log"></pre><iframe id="f"></iframe><script>
const log = (text) => { document.getElementById("log").textContent += text + "\\n"; };
const values = {"cmi.core.student_id": "L1", "cmi.core.student_name": "Baba, Jo"};
window.API = {
  LMSInitialize: () => "true",
  LMSGetValue: (name) => values[name] ?? "",
  LMSSetValue: (name, value) => { log(`${name}=${value}`); return "true"; },
  LMSCommit: () => "true",
  LMSFinish: () => { log("finished"); return "true"; },
  LMSGetLastError: () => "0",
};
const frame = document.getElementById("f");
frame.onload = () => setTimeout(() => {
  const page = frame.contentWindow;
  const course = page.document.getElementById("course");
  log(`words: ${page.document.getElementById("words").textContent}`);
  log(`course: ${course.hidden ? "hidden" : new URL(course.src).search}`);
  if (!course.hidden) page.take({status: "passed", score: 80, seconds: 65, exit: ""});
  page.postMessage({source: "lms-emulator", status: "failed"}, "*");
  setTimeout(() => { page.finish(); log("end"); }, 100);
}, 1500);
frame.src = "course/dispatch.html";
</script>"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on a port of its own: another origin than the emulator's."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def played(cloud: ScormCloudClient, folder: Path) -> list[str]:
    """What the platform saw of the package of X1."""
    (folder / "platform.html").write_text(PLATFORM)
    content = cloud.call("GET", f"{DISPATCHES}/X1/zip").content
    zipfile.ZipFile(io.BytesIO(content)).extractall(folder / "course")
    assert CHROMIUM is not None
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}", "--dump-dom"]
    with served(folder) as root:
        command = [CHROMIUM, *options, "--virtual-time-budget=8000", f"{root}/platform.html"]
        page = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    return unescape(page.partition('<pre id="log">')[2].partition("</pre>")[0]).splitlines()


@pytest.fixture
def cloud(world: World) -> ScormCloudClient:
    """SCORM Cloud with the dispatch X1."""
    cloud = ScormCloudClient(world)
    dispatched(cloud)
    return cloud


def test_a_package_opens_the_launch_page_for_its_learner_and_passes_results_on(
    cloud: ScormCloudClient, tmp_path: Path
) -> None:
    assert played(cloud, tmp_path) == [
        "words: One moment …",
        "course: ?learnerId=L1&learnerName=Baba%2C+Jo",
        "cmi.core.lesson_status=passed",
        "cmi.core.score.min=0",
        "cmi.core.score.max=100",
        "cmi.core.score.raw=80",
        "cmi.core.exit=",
        "cmi.core.session_time=0000:01:05",
        "finished",
        "end",
    ]
    assert [row["learner"]["id"] for row in cloud.get("/registrations")["registrations"]] == ["L1"]


def test_a_package_whose_dispatch_is_off_says_so_and_launches_nothing(cloud: ScormCloudClient, tmp_path: Path) -> None:
    done(cloud.call("PUT", f"{DISPATCHES}/X1/enabled", json={"enabled": False}))
    seen = played(cloud, tmp_path)
    assert seen[:2] == ["words: This course has been turned off by its publisher.", "course: hidden"]
    assert cloud.get("/registrations")["registrations"] == []
