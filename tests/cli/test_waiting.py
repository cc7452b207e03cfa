"""`lms-emulator wait`, `journal verify`, and the clock from event to event."""

import threading
from pathlib import Path

import httpx
import pytest

from tests.cli.running_command import document, impossible, lines, run
from tests.vendors.litmos.calling import OWNER
from tests.world import World


@pytest.fixture
def at(world: World) -> dict[str, str]:
    return {"EMULATOR_URL": world.host, "EMULATOR_SANDBOX": world.name}


def call(world: World) -> None:
    httpx.get(f"{world.litmos}/users?source=t", headers={"apikey": OWNER})


def test_a_call_that_comes_later_is_waited_for_and_one_that_does_not_come_is_exit_code_1(
    at: dict[str, str], world: World, tmp_path: Path
) -> None:
    threading.Timer(2, call, (world,)).start()
    (line,) = lines("wait", "calls", "--vendor", "litmos", "--within", "30s", folder=tmp_path, **at)
    assert "/users?source=t -> 200" in line
    finished = run("wait", "calls", "--at-least", "2", "--within", "100ms", folder=tmp_path, **at)
    assert (finished.returncode, finished.stderr) == (1, "")
    for what in ("deliveries", "mails", "jobs"):
        finished = run("wait", what, "--within", "0", folder=tmp_path, **at)
        assert (finished.returncode, "not in time: 0" in finished.stdout) == (1, True)
    assert "no duration" in impossible("wait", "mails", "--within", "soon", folder=tmp_path, **at)


def test_the_journal_is_verified_by_the_exit_code(at: dict[str, str], world: World, tmp_path: Path) -> None:
    call(world)
    assert run("journal", "verify", "--operation", "get_users", "--exactly", "1", folder=tmp_path, **at).returncode == 0
    assert run("journal", "verify", "--status", "4xx", "--never", folder=tmp_path, **at).returncode == 0
    finished = run("journal", "verify", "--operation", "get_users", "--exactly", "2", folder=tmp_path, **at)
    assert (finished.returncode, finished.stdout != "") == (1, True)
    in_order = ("--in-order", "operation=get_users,status=200", "--in-order")
    finished = run("journal", "verify", *in_order, '{"status": "404"}', folder=tmp_path, **at)
    assert (finished.returncode, "step 2" in finished.stdout) == (1, True), finished.stdout


def test_what_is_nearly_meant_is_told_once_and_entries_are_found_by_their_request_id(
    at: dict[str, str], world: World, tmp_path: Path
) -> None:
    user = {"UserName": "ann@example.com", "FirstName": "Ann", "LastName": "Bee"}
    httpx.post(f"{world.litmos}/users?source=t&format=json", headers={"apikey": OWNER}, json=user)
    refused = httpx.get(f"{world.litmos}/users/ann@example.cm?source=t", headers={"apikey": OWNER})
    one = ("--request-id", refused.headers["x-emulator-request-id"])
    shown = lines("journal", "show", *one, folder=tmp_path, **at)
    assert [line.count("perhaps meant") for line in shown] == [0, 1]
    assert len(lines("wait", "calls", *one, "--answer", "was not found", folder=tmp_path, **at)) == 1


def test_the_clock_runs_by_a_scale_is_shifted_and_goes_to_what_is_due(
    at: dict[str, str], world: World, tmp_path: Path
) -> None:
    assert lines("clock", "due", folder=tmp_path, **at) == ["nothing is due"]
    lines("clock", "set", "2030-01-01T00:00:00Z", "--hold", folder=tmp_path, **at)
    assert document("clock", "shift", "1d", "--back", folder=tmp_path, **at)["now"] == "2029-12-31T00:00:00Z"
    assert document("clock", "scale", "3600", folder=tmp_path, **at)["scale"] == 3600
    module = {"Name": "A", "ModuleType": "9", "ContentURL": world.sample("scorm12-minimal.zip")}
    httpx.post(f"{world.litmos}/modules?source=t&format=json", headers={"apikey": OWNER}, json=module)
    shown = lines("clock", "due", folder=tmp_path, **at)
    assert shown[0].startswith("2029-12-31T")
    ran = lines("clock", "next", folder=tmp_path, **at)
    assert ran[-1].endswith(", held, 3600 seconds in one")
