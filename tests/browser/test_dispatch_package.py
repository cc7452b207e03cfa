"""A dispatch package in a real browser, within a platform of another origin."""

import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.browser.browser import Learner, eventually, needs_browser
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.vendors.scormcloud.dispatches.dispatching import DISPATCHES, dispatched, done
from tests.world import World

pytestmark = needs_browser

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


@contextmanager
def platform(cloud: ScormCloudClient, folder: Path) -> Iterator[str]:
    """A platform that has imported the package of X1; gives the page on which it plays it."""
    (folder / "platform.html").write_text(PLATFORM)
    content = cloud.call("GET", f"{DISPATCHES}/X1/zip").content
    zipfile.ZipFile(io.BytesIO(content)).extractall(folder / "course")
    with served(folder) as root:
        yield f"{root}/platform.html"


def log(learner: Learner) -> list[str]:
    """What the platform saw so far."""
    return learner.page.locator("#log").inner_text().splitlines()


@pytest.fixture
def cloud(world: World) -> ScormCloudClient:
    """SCORM Cloud with the dispatch X1."""
    cloud = ScormCloudClient(world)
    dispatched(cloud)
    return cloud


def test_a_package_plays_the_course_for_its_learner_and_passes_results_on(
    cloud: ScormCloudClient, learner: Learner, tmp_path: Path
) -> None:
    with platform(cloud, tmp_path) as page:
        learner.page.goto(page)
        player = learner.page.frame_locator("#f").frame_locator("#course")
        course = player.frame_locator("#content")
        course.locator("button").first.click()
        eventually(lambda: log(learner), lambda seen: "cmi.core.lesson_status=completed" in seen)
        player.get_by_text("You have left the course").wait_for()
        learner.page.evaluate("document.getElementById('f').src = 'about:blank'")
        seen = eventually(lambda: log(learner), lambda seen: "finished" in seen)
    assert "cmi.core.lesson_status=completed" in seen
    assert seen[-1] == "finished"
    (registration,) = cloud.get("/registrations")["registrations"]
    assert (registration["learner"]["id"], registration["registrationCompletion"]) == ("L1", "COMPLETED")


def test_a_package_whose_dispatch_is_off_says_so_and_launches_nothing(
    cloud: ScormCloudClient, learner: Learner, tmp_path: Path
) -> None:
    done(cloud.call("PUT", f"{DISPATCHES}/X1/enabled", json={"enabled": False}))
    with platform(cloud, tmp_path) as page:
        learner.page.goto(page)
        words = learner.page.frame_locator("#f").locator("#words")
        words.get_by_text("This course has been turned off by its publisher.").wait_for()
        assert learner.page.frame_locator("#f").locator("#course").is_hidden()
    assert cloud.get("/registrations")["registrations"] == []
