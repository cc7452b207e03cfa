"""Assignable units that were made by others to test an LMS (CATAPULT), run in a real browser against the LRS.

They lie beside the checkout, not in it; without them, or without Chromium, these tests are skipped.
"""

import re
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import orjson
import pytest
from lxml import etree

from emulator.lrs.cmi5 import launching, move_on
from emulator.lrs.cmi5.launching import Cmi5Launch
from emulator.lrs.cmi5.move_on import CourseGroup, Unit
from emulator.lrs.lrs_call import LrsCall
from tests.browser.browser import CHROMIUM
from tests.lrs.calling import APP, REGISTRATION
from tests.lrs.cmi5.lms import LEARNER, Lms

PACKAGES = Path(__file__).parents[3] / "shared" / "packages" / "cmi5-lms-tests"
pytestmark = [
    pytest.mark.skipif(not PACKAGES.is_dir(), reason=f"the packages of others are not beside the project ({PACKAGES})"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
XML = "{https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd}"
COURSE, ACTIVITY = "https://lms.example.com/course", "https://lms.example.com/au"
RUNS: dict[str, tuple[list[str], list[str]]] = {
    # package: (launch modes one after the other, the verbs that are stored by then)
    "001-essentials": (["Normal"], ["launched", "initialized", "passed", "completed", "satisfied", "terminated"]),
    "002-allowed": (["Normal"], ["launched", "initialized", "experienced", "terminated"]),
    "004-1-moveOn-Completed": (["Normal"], ["launched", "initialized", "completed", "satisfied", "terminated"]),
    "004-3-moveOn-Passed": (["Normal"], ["launched", "initialized", "passed", "satisfied", "terminated"]),
    "004-5-moveOn-NotApplicable": (["Normal"], ["satisfied", "launched", "initialized", "terminated"]),
    "005-1-invalid-au": (
        ["Normal"],
        ["launched", "initialized", "experienced", "completed", "satisfied", "passed", "terminated"],
    ),
    "005-2-invalid-au": (["Normal"], ["launched", "initialized", "failed", "terminated"]),
    "006-launchMode": (["Browse", "Review"], ["launched", "initialized", "terminated"] * 2),
    "007-1-multi-session": (
        ["Normal", "Normal"],
        ["launched", "initialized", "completed", "satisfied", "terminated", "launched", "initialized", "terminated"],
    ),
}


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and keeps silent."""

    def log_message(self, *arguments: Any) -> None:
        """Nothing."""


@pytest.fixture
def unpacked(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """(URL, folder) of a package that is served by another host than the emulator."""
    folder = tmp_path / "content"
    zipfile.ZipFile(PACKAGES / f"{request.param}.zip").extractall(folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", folder
        server.shutdown()


def enrol(lms: Lms, structure: Any) -> str:
    """Enrol the learner in a course of one AU; returns the AU's URL."""
    unit = structure.find(f".//{XML}au")
    score = unit.get("masteryScore")
    au = Unit(
        unit.get("id"),
        ACTIVITY,
        move_on=unit.get("moveOn", "NotApplicable"),
        mastery_score=float(score) if score else None,
        launch_parameters=(unit.findtext(f"{XML}launchParameters") or "").strip() or None,
        entitlement_key=(unit.findtext(f"{XML}entitlementKey") or "").strip() or None,
    )
    course = CourseGroup(structure.find(f"{XML}course").get("id"), COURSE, (au,))
    lms.do(lambda lrs_call: move_on.enrol(lrs_call, REGISTRATION, LEARNER, course))
    return str(unit.findtext(f"{XML}url")).strip()


def start(lrs_call: LrsCall, endpoint: str, url: str, mode: str) -> Cmi5Launch:
    """Launch the AU of the course."""
    return launching.launch_cmi5(
        lrs_call,
        REGISTRATION,
        ACTIVITY,
        endpoint=endpoint,
        fetch_url=f"{endpoint}/fetch",
        launch_url=url,
        return_url=url,
        mode=mode,
    )


@pytest.mark.parametrize("unpacked", RUNS, indirect=True)
def test_a_unit_that_tests_an_lms_is_content(
    lms: Lms, unpacked: tuple[str, Path], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    base, folder = unpacked
    modes, verbs = RUNS[request.node.callspec.params["unpacked"]]
    url = enrol(lms, etree.parse(folder / "cmi5.xml").getroot())
    for mode in modes:
        launch = lms.do(partial(start, endpoint=f"{lms.world.root}/lrs/{APP}", url=base + url, mode=mode))
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'browser'}"]
        command = [str(CHROMIUM), *options, "--virtual-time-budget=20000", "--dump-dom", launch.url(base + url)]
        page = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
        result = re.search(r'<pre id="result">(.*?)</pre>', page, re.DOTALL)
        assert result is not None, page
        found = orjson.loads(unescape(result[1]))
        assert found["success"], found
    assert lms.verbs() == verbs
