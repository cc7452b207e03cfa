"""Processes that share a PostgreSQL database are one emulator. Run by `scripts/test --store postgresql`."""

import itertools
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from emulator.sandbox.sandboxes import Sandboxes
from tests import postgresql
from tests.outgoing.hanging import hanging_server
from tests.processes import serving, serving_by
from tests.running import running
from tests.stored import stored
from tests.vendors.litmos.calling import OWNER, LitmosClient, refusal
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

pytestmark = pytest.mark.skipif(not postgresql.ON_SERVER, reason="needs a PostgreSQL: scripts/test --store postgresql")

SETTINGS = {"EMULATOR_LITMOS_RATE_LIMIT": "0", "EMULATOR_JOB_SECONDS": "0.4"}
TOKEN = "a-token-of-the-peers"
Pair = tuple[World, World]


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    data = tmp_path_factory.mktemp("peers")
    with serving(data, **SETTINGS) as (one, _), serving(data, **SETTINGS) as (two, _):
        yield one, two


@pytest.fixture
def pair(roots: tuple[str, str], client: httpx.Client, request: pytest.FixtureRequest) -> Pair:
    """The same sandbox at one process and at another, which knows it already."""
    worlds = [World(root, f"s-{abs(hash(request.node.name)) % 10**9}", client) for root in roots]
    for world in worlds:
        assert LitmosClient(world).call("GET", "/users").status_code == 200
    return worlds[0], worlds[1]


def soon(holds: Callable[[], Any], seconds: float = 60) -> None:
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < seconds
        time.sleep(0.05)


def status(world: World, key: str = OWNER) -> int:
    return LitmosClient(world, key).call("GET", "/users").status_code


def test_what_one_process_does_counts_in_the_other_at_once(pair: Pair) -> None:
    one, two = pair
    user = LitmosClient(one).new_user()
    assert LitmosClient(two).call("GET", f"/users/{user['Id']}").json()["Id"] == user["Id"]
    assert LitmosClient(two).new_user("ann@example.com")["Id"] != user["Id"]
    one.control("PUT", "clock", json={"now": "2030-01-01T00:00:00Z", "held": True})
    assert two.control("GET", "clock")["now"].startswith("2030-01-01")
    assert [move["state"] for move in two.advance(10)] == []
    assert one.control("GET", "clock")["now"].startswith("2030-01-01T00:00:10")
    one.control("POST", "faults", json={"match": {}, "when": {"times": 1}, "do": {"status": 503}})
    assert (status(two), status(one)) == (503, 200)
    one.control("POST", "reset")
    assert "was not found" in refusal(LitmosClient(two).call("GET", f"/users/{user['Id']}"), 404)
    assert two.control("GET", "clock")["held"] is False


def test_a_limit_is_counted_over_all_processes(pair: Pair) -> None:
    one, two = pair
    one.control("PUT", "limits/litmos_rate_limit", json={"limit": 4})
    statuses = [status(world) for world in (one, two, one, two, one, two)]
    assert statuses == [200, 200, 200, 200, 503, 503]
    shown = next(each for each in two.control("GET", "limits")["limits"] if each["name"] == "litmos_rate_limit")
    assert shown["keys"] == [{"key": OWNER, "used": 4, "exhausted": False}]
    two.control("POST", "limits/litmos_rate_limit/lift", json={})
    assert status(one) == 200
    one.control("POST", "limits/litmos_rate_limit/exhaust", json={"key": OWNER})
    assert status(two) == 503


def test_the_journal_has_the_calls_of_all_processes_in_their_order(pair: Pair) -> None:
    one, two = pair
    one.control("DELETE", "journal")
    asked = []
    for number in range(10):
        world = pair[number % 2]
        answer = LitmosClient(world).call("GET", f"/users/none-{number}")
        asked.append(answer.headers["x-emulator-request-id"])
    for world in pair:
        assert [entry["request_id"] for entry in world.journal()] == asked
        assert [entry["request"]["target"].split("?")[0][-6:] for entry in world.journal()] == [
            f"none-{number}" for number in range(10)
        ]
    assert len(set(asked)) == 10
    found = two.control("GET", f"journal/{one.journal()[0]['number']}")
    assert ["x-emulator-request-id", asked[0]] in [[n.lower(), v] for n, v in found["response"]["headers"]]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(status, [*pair] * 20))
    numbers = [[entry["number"] for entry in world.journal()] for world in pair]
    assert numbers[0] == numbers[1] == list(range(numbers[0][0], numbers[0][0] + 50))


def test_a_credential_leads_to_its_sandbox_at_each_process_until_the_sandbox_is_deleted(pair: Pair) -> None:
    one, two = pair
    at_two = World(two.host, "default", two.client)
    one.control("POST", "credentials", json={"vendor": "litmos", "key": "peers-key"})
    LitmosClient(one).new_user("only-here@example.com")

    def users() -> httpx.Response:
        url, params = f"{at_two.host}/v1.svc/users", {"source": "tests", "format": "json"}
        return at_two.client.get(url, params=params, headers={"apikey": "peers-key"})

    assert "only-here@example.com" in users().text
    refused = two.client.post(f"{two.host}/~other/_emulator/credentials", json={"vendor": "litmos", "key": "peers-key"})
    assert (refused.status_code, one.name in refused.json()["error"]) == (409, True)
    one.client.delete(f"{one.host}/_emulator/sandboxes/{one.name}")
    assert users().status_code != 200
    assert status(two) == 200
    assert "only-here@example.com" not in LitmosClient(two).call("GET", "/users").text
    assert status(one) == 200


def test_waits_and_listeners_at_one_process_hear_of_what_happens_at_the_other(pair: Pair) -> None:
    one, two = pair
    url = f"{one.root}/_emulator/journal/wait"
    with ThreadPoolExecutor(1) as pool, httpx.stream("GET", f"{one.root}/_emulator/events", timeout=60) as stream:
        waiting = pool.submit(httpx.get, url, params={"path": "*/none-77", "seconds": 60}, timeout=90)
        time.sleep(0.3)
        began = time.monotonic()
        LitmosClient(two).call("GET", "/users/none-77")
        assert waiting.result().json()["ok"] is True
        assert time.monotonic() - began < 45
        two.settings(job_seconds=1)
        heard = ""
        for part in stream.iter_text():
            heard += part
            if "event: settings" in heard:
                break
        assert "none-77" in heard


def test_metrics_say_which_process_counted_the_calls_and_agree_on_the_rest(pair: Pair) -> None:
    told = [httpx.get(f"{world.host}/_emulator/metrics", timeout=30).text.splitlines() for world in pair]
    of = [{word for line in lines for word in re.findall('process="([^"]+)"', line)} for lines in told]
    assert [len(each) for each in of] == [1, 1]
    assert of[0] != of[1]
    sandboxes = [[line for line in lines if line.startswith("lms_emulator_sandboxes ")] for lines in told]
    assert sandboxes[0] == sandboxes[1]


def test_two_that_make_the_same_sandbox_at_once_or_take_it_into_use_are_never_in_each_others_way(
    roots: tuple[str, str], client: httpx.Client
) -> None:
    def at_both(act: Callable[[str, str, str], httpx.Response], *names: str) -> list[int]:
        own, other = names
        with ThreadPoolExecutor(2) as pool:
            asked = [
                pool.submit(act, root, *given) for root, given in zip(roots, ((own, other), (other, own)), strict=True)
            ]
        return sorted(each.result().status_code for each in asked)

    def make(root: str, name: str, other: str, **body: Any) -> httpx.Response:
        return client.post(f"{root}/_emulator/sandboxes/{name}", json=body)

    def copy(root: str, name: str, other: str) -> httpx.Response:
        return make(root, name, other, **{"from": other, "replace": True})

    for number in range(6):
        assert at_both(make, f"twice-{number}", f"twice-{number}") == [201, 409]
        first = at_both(
            lambda root, name, _: LitmosClient(World(root, name, client)).call("GET", "/users"), *[f"new-{number}"] * 2
        )
        assert first == [200, 200]
        assert at_both(copy, "twice-0", "new-0") == [201, 201], "each is locked by the other's copy"


def test_a_copy_that_is_made_while_another_process_imports_and_deletes_has_all_its_files(pair: Pair) -> None:
    one, two = pair
    one.settings(job_mode="instant")
    writing, stop = ScormCloudClient(two), threading.Event()

    def write() -> None:
        for number in itertools.count():
            assert writing.upload(f"C{number}").status_code == 200
            if number > 1:
                assert writing.call("DELETE", f"/courses/C{number - 2}").status_code == 204
            if stop.is_set():
                return

    with ThreadPoolExecutor(1) as pool:
        written = pool.submit(write)
        names = [f"{one.name}-copy-{number}" for number in range(12)]
        for name in names:
            one.client.post(f"{one.host}/_emulator/sandboxes/{name}", json={"from": one.name}).raise_for_status()
            one.control("POST", "snapshots", json={"name": "s", "replace": True})
        stop.set()
        written.result()
    one.control("POST", "snapshots/s/restore")
    for name in (*names, one.name):
        copied = ScormCloudClient(World(two.host, name, two.client))
        for course in copied.get("/courses")["courses"]:
            assert b"imsmanifest.xml" in copied.call("GET", f"/courses/{course['id']}/zip").content, name


def test_a_job_goes_on_in_the_other_process_when_its_own_is_killed(
    tmp_path: Path, client: httpx.Client, emulator: tuple[str, Any]
) -> None:
    sample = f"{emulator[0]}/_emulator/samples/scorm12-minimal.zip"
    with serving(tmp_path, **SETTINGS) as (root, dying), serving(tmp_path, **SETTINGS) as (other, _):
        here, there = World(root, "w", client), World(other, "w", client)
        assert status(there) == 200
        modules = [LitmosClient(here).new_module(sample)["Id"] for _ in range(4)]
        _kill(dying)
        for module in modules:
            soon(partial(_is_ready, LitmosClient(there), module))
        assert stored(tmp_path, "SELECT count(*) FROM course_package") == [(4,)]


@pytest.mark.parametrize("is_told", [True, False])
def test_a_download_ends_when_another_process_resets_its_sandbox(
    tmp_path: Path, client: httpx.Client, monkeypatch: pytest.MonkeyPatch, *, is_told: bool
) -> None:
    """Also if this one is not told of it: then it reads it from the sandbox's row."""
    if not is_told:
        monkeypatch.setattr(Sandboxes, "hear", lambda *_: None)
    with hanging_server() as hanging, running(tmp_path, job_seconds=0.2) as (root, _):
        here = World(root, "w", client)
        LitmosClient(here).new_module(hanging.url)
        soon(lambda: hanging.open == 1)
        with serving(tmp_path, **SETTINGS) as (other, _):
            World(other, "w", client).control("POST", "reset")
            if not is_told:
                assert status(here) == 200
            soon(lambda: hanging.open == 0, 5)


def test_workers_share_a_port_one_that_is_killed_is_replaced_and_all_end_with_the_command(tmp_path: Path) -> None:
    arguments = ["emulator", "serve", "--port", "0", "--data", str(tmp_path), "--workers", "2"]
    environment = {**SETTINGS, **postgresql.environment_of(tmp_path), "EMULATOR_CONTROL_TOKEN": TOKEN}
    with serving_by(arguments, **environment) as (root, command):
        first = _children(command.pid)
        assert len(first) == 2
        own = {"Origin": root, "Sec-Fetch-Site": "same-origin"}
        login = httpx.post(f"{root}/_emulator/login", data={"token": TOKEN, "way": "/"}, headers=own, timeout=30)
        cookie = {"cookie": login.headers["set-cookie"].partition(";")[0]}
        for _ in range(12):  # a connection each, so that both processes are asked
            assert httpx.get(f"{root}/_emulator/clock", headers=cookie, timeout=30).status_code == 200
        os.kill(first[0], signal.SIGKILL)
        soon(lambda: len(_children(command.pid)) == 2 and first[0] not in _children(command.pid))
        assert httpx.get(f"{root}/_emulator/clock", headers=cookie, timeout=30).status_code == 200
        last = _children(command.pid)
        command.terminate()
        assert command.wait(60) == 0
        assert not [pid for pid in last if Path(f"/proc/{pid}").exists()]


def _children(pid: int) -> list[int]:
    """The processes that a process has started, but for those that have ended."""
    there = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in there if _runs(child)]


def _runs(child: str) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{child}/status").read_text()
    except OSError:  # it has ended since
        return False


def _is_ready(litmos: LitmosClient, module: str) -> bool:
    return bool(litmos.call("GET", f"/modules/{module}").json()["Status"] == "Ready")


def _kill(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.wait()


def test_a_sandbox_that_another_process_keeps_locked_is_refused_and_the_server_is_not_taken_for_broken(
    tmp_path: Path, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("emulator.store.postgresql.sessions.LOCK_SECONDS", 0.2)
    with running(tmp_path) as (root, _), psycopg.connect(postgresql.url_of(tmp_path)) as other:
        locked = LitmosClient(World(root, "locked", client))
        assert locked.call("GET", "/users").status_code == 200
        other.execute("SELECT 1 FROM sandbox_state WHERE sandbox = 'locked' FOR UPDATE")
        refused = locked.call("POST", "/users", json={"UserName": "a@b.c", "FirstName": "A", "LastName": "B"})
        assert "lock timeout" in refused.headers["X-Emulator-Hint"]
        assert client.get(f"{root}/_emulator/ready").json() == {"ready": True}
