"""The commands that ask a running emulator: what they do, what they print, and how they fail."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from emulator import __version__
from tests.cli.running_command import document, impossible, lines, refusal, run
from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient
from tests.world import World


@pytest.fixture
def at(world: World) -> dict[str, str]:
    """The environment that says which emulator and sandbox is meant."""
    world.settings(job_mode="instant")
    return {"EMULATOR_URL": world.host, "EMULATOR_SANDBOX": world.name}


def test_the_clock_is_set_held_moved_and_let_go(at: dict[str, str], tmp_path: Path) -> None:
    shown = lines("clock", "set", "2030-01-01T00:00:00Z", "--hold", folder=tmp_path, **at)
    assert shown == ["2030-01-01T00:00:00Z, held"]
    assert lines("clock", "advance", "1.5h", folder=tmp_path, **at) == ["2030-01-01T01:30:00Z, held"]
    state = document("clock", "show", folder=tmp_path, **at)
    assert (state["now"], state["held"]) == ("2030-01-01T01:30:00Z", True)
    assert document("clock", "release", folder=tmp_path, **at)["held"] is False
    assert "1 fortnight is no duration" in impossible("clock", "advance", "1 fortnight", folder=tmp_path, **at)
    assert refusal("clock", "set", "soon", folder=tmp_path, **at).startswith("now: ")


def test_a_seed_from_a_file_or_the_input_is_loaded_whole_or_not_at_all_and_reset_takes_it_away(
    at: dict[str, str], world: World, tmp_path: Path
) -> None:
    text = '{"litmos": {"users": [{"UserName": "ann@example.com"}]}} // one learner'
    (tmp_path / "world.jsonc").write_text(text)
    users = f"{world.root}/v1.svc/users?source=t&format=json&search=ann@example.com"
    key = {"apikey": "litmos-account-owner"}
    assert lines("seed", "world.jsonc", folder=tmp_path, **at) == [f"sandbox {world.name} has litmos"]
    assert len(httpx.get(users, headers=key).json()) == 1
    assert lines("reset", folder=tmp_path, **at) == [f"sandbox {world.name} starts anew"]
    assert httpx.get(users, headers=key).json() == []
    assert run("seed", "-", folder=tmp_path, stdin=text, **at).returncode == 0
    assert "No such file" in impossible("seed", "none.json", folder=tmp_path, **at)
    (tmp_path / "world.jsonc").write_text('{"litmos": {"userz": []}}')
    assert "userz" in refusal("seed", "world.jsonc", folder=tmp_path, **at)
    (tmp_path / "people.csv").write_text("email;litmos.AccessLevel\nbob@x.org;Administrator\n")
    assert "has litmos, nexport" in lines("seed", "people.csv", folder=tmp_path, **at)[0]
    assert "there is no such vendor" in impossible("seed", "people.csv", "--vendor", "x", folder=tmp_path, **at)
    (tmp_path / "people.csv").write_text("emial\nbob@x.org\n")
    assert "people[0] (line 2).emial is not known" in refusal("seed", "people.csv", folder=tmp_path, **at)
    assert "no exported world" in refusal("import", "world.jsonc", folder=tmp_path, **at)
    assert "cannot be read" in impossible("import", "none", folder=tmp_path, **at)


def test_the_journal_is_a_line_for_each_request_with_what_explains_it(
    at: dict[str, str], world: World, tmp_path: Path
) -> None:
    cloud = ScormCloudClient(world)
    cloud.new_course("C1", QUIZ)
    world.client.get(f"{world.root}/api/v2/corses", auth=("EMULATOR01", "emulator-secret"))
    *_, line, note = lines("journal", "show", folder=tmp_path, **at)
    assert (": GET " in line, "/api/v2/corses -> 404" in line, note[:4]) == (True, True, "    ")
    found = document("journal", "show", "--status", "404", "--vendor", "scormcloud", folder=tmp_path, **at)
    assert [entry["response"]["status"] for entry in found["entries"]] == [404]
    lines("journal", "clear", folder=tmp_path, **at)
    assert lines("journal", "show", folder=tmp_path, **at) == []


def test_sandboxes_are_listed_and_dropped_and_a_misspelt_one_is_not_made_by_a_look(
    at: dict[str, str], world: World, tmp_path: Path
) -> None:
    assert world.name in lines("sandboxes", "list", folder=tmp_path, **at)
    wrong = f"{world.name}x"
    words = refusal("journal", "show", "--sandbox", wrong, folder=tmp_path, **at)
    assert words == f"there is no sandbox {wrong}; the nearest name is {world.name}"
    assert wrong not in document("sandboxes", "list", folder=tmp_path, **at)["sandboxes"]
    assert lines("outbox", folder=tmp_path, **at) == ["no e-mail"]
    assert lines("deliveries", "show", folder=tmp_path, **at) == ["nothing was posted"]
    made = lines("clock", "hold", "--sandbox", wrong, folder=tmp_path, **at)
    assert made[0].endswith(", held")
    assert lines("sandboxes", "drop", wrong, folder=tmp_path, **at) == [f"sandbox {wrong} is gone"]
    assert "there is no sandbox" in refusal("sandboxes", "drop", wrong, folder=tmp_path, **at)


@contextmanager
def answering(status: int, body: str) -> Iterator[str]:
    """A server that always answers this, and the version of its control API; gives its URL."""

    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_document = self.path.endswith("/openapi/control.json") and body.startswith("{")
            self.send_response(200 if is_document else status)
            self.end_headers()
            self.wfile.write(b'{"info": {"version": "9.9"}}' if is_document else body.encode())

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Other) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


def test_an_emulator_of_another_version_and_what_is_no_emulator_are_named(tmp_path: Path) -> None:
    missing = json.dumps({"error": "nothing is served at /_emulator/outbox; vendors are at …"})
    with answering(404, missing) as url:
        words = refusal("outbox", "--url", url, folder=tmp_path)
    versions = f"is version 9.9, and this command is {__version__}"
    assert words == f"the emulator at {url} {versions}: it has no GET /_emulator/outbox"
    with answering(404, "<html>not found") as url:
        assert "is that an lms-emulator?" in refusal("outbox", "--url", url, folder=tmp_path)
    with answering(200, "<html>welcome") as url:
        assert url in impossible("outbox", "--url", url, folder=tmp_path)


def test_completion_and_the_version_are_there(tmp_path: Path) -> None:
    assert lines("--version", folder=tmp_path) == [f"lms-emulator {__version__}"]
    assert "--install-completion" in "".join(lines("--help", folder=tmp_path))
