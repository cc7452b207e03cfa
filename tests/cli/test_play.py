"""`lms-emulator play`: a course without a browser, from the command line."""

import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.running import running
from tests.starting import forked
from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient
from tests.world import World


def run(*arguments: str | bytes, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `lms-emulator play` in a folder."""
    command = [sys.executable, "-m", "emulator", "play", *arguments]
    surroundings = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "http_proxy": "http://127.0.0.1:9",
        **environment,
    }
    return forked.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, timeout=150, check=False)


def done(*arguments: str, folder: Path) -> list[str]:
    """The lines of one that goes well."""
    finished = run(*arguments, folder=folder)
    assert (finished.returncode, finished.stderr) == (0, "")
    return finished.stdout.splitlines()


@pytest.fixture
def cloud(world: World) -> ScormCloudClient:
    """SCORM Cloud with a registration for the quiz."""
    world.settings(job_mode="instant")
    cloud = ScormCloudClient(world)
    cloud.new_course("C1", QUIZ)
    cloud.register("R1")
    return cloud


def test_a_registration_is_listed_played_and_listed_again(cloud: ScormCloudClient, tmp_path: Path) -> None:
    at = ("--url", cloud.world.host, "--sandbox", cloud.world.name)
    ids = "scormcloud application=EMULATOR01 registration=R1 instance=0 course=C1"
    assert done("--list", *at, folder=tmp_path) == [f"not launched yet: {ids}: not attempted"]
    deed = ("--status", "passed", "--score", "85", "--seconds", "60", "--set", "cmi.comments=fine")
    played = f"attempt-1: {ids}: passed, score 85, 60 s"
    assert done("--registration", "R1", *deed, *at, folder=tmp_path) == [played]
    assert done("--list", "--by", "learner=L1", *at, folder=tmp_path) == [played]
    found = cloud.get("/registrations/R1")
    assert (found["registrationSuccess"], found["totalSecondsTracked"]) == ("PASSED", 60.0)
    (link,) = done("--attempt", "attempt-1", "--link", *at, folder=tmp_path)
    assert cloud.world.client.get(link).status_code == 200


def test_a_course_is_left_suspended_and_a_note_tells_when_it_is_not_what_was_said(
    cloud: ScormCloudClient, tmp_path: Path
) -> None:
    at = ("--url", cloud.world.root, "--registration", "R1")
    (line,) = done("--suspend", "--location", "2", "--suspend-data", "x", "--sco", "quiz", *at, folder=tmp_path)
    assert line.endswith(": incomplete, suspended")
    line, note = done("--status", "passed", "--set", "cmi.core.lesson_status=failed", *at, folder=tmp_path)
    assert (line.endswith(": failed"), "said passed" in note) == (True, True)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--registration", "R9"), 1, "R9"),
        ((), 1, "say whose"),
        (("--registration", "R1", "--status", "great"), 1, "status"),
        (("--registration", "R1", "--score", "nan"), 1, "score"),
        (("--registration", "R1", "--set", "cmi.core.score.raw=x"), 1, "405"),
        (("--registration", "R1", "--set", "nonsense"), 2, "NAME=VALUE"),
        (("--registration", "R1", "--url", "ftp://x"), 2, "URL"),
        (("--registration", "R1", "--url", "http://[x"), 2, "http://[x"),
        (("--registration", "R1", "--url", "http://127.0.0.1:9"), 2, "http://127.0.0.1:9"),
        (("--registration", "R1", "--sandbox", "no/such"), 1, "no%2Fsuch"),
        ((b"--registration", b"\xff"), 2, "UTF-8"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(
    cloud: ScormCloudClient, tmp_path: Path, arguments: tuple[str | bytes, ...], code: int, words: str
) -> None:
    url = () if "--url" in arguments else ("--url", cloud.world.root)
    finished = run(*arguments, *url, folder=tmp_path)
    (line,) = finished.stderr.splitlines()
    assert (finished.returncode, finished.stdout) == (code, "")
    assert words in line


def test_without_an_url_it_asks_the_emulator_of_this_machine(cloud: ScormCloudClient, tmp_path: Path) -> None:
    port = cloud.world.host.rpartition(":")[2]
    finished = run(
        "--list", "--sandbox", cloud.world.name, folder=tmp_path, EMULATOR_PORT=port, EMULATOR_HOST="0.0.0.0"
    )
    assert (finished.returncode, "registration=R1" in finished.stdout) == (0, True)


def test_an_emulator_with_a_token_is_asked_with_it_and_told_to_nobody_else(tmp_path: Path) -> None:
    token = "kept-for-us-alone"
    with running(tmp_path / "data", control_token=token) as (root, _):
        at = ("--list", "--url", root)
        assert done(*at, "--token", token, folder=tmp_path) == ["nothing to attempt"]
        assert run(*at, folder=tmp_path, EMULATOR_CONTROL_TOKEN=token).stdout == "nothing to attempt\n"
        for more, code, words in (
            ((), 1, "give --token, or set EMULATOR_CONTROL_TOKEN"),
            (("--token", "another-one-than-that"), 1, "another token"),
            (("--token", "with-a-line\n-break-in-it"), 2, "is no token"),
            (("--token", "\u00fcmlauts-and-more-of-them"), 2, "is no token"),
        ):
            finished = run(*at, *more, folder=tmp_path)
            (line,) = finished.stderr.splitlines()
            assert (finished.returncode, words in line, "break-in" in line) == (code, True, False)


def test_the_token_follows_no_redirect(tmp_path: Path) -> None:
    got: list[str | None] = []

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            got.append(self.path)
            self.send_response(302)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}"
        finished = run("--list", "--url", url, "--token", "kept-for-us-alone", folder=tmp_path)
        server.shutdown()
    assert (finished.returncode, got) == (1, ["/_emulator/attempts"])
