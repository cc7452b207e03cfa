"""Verdicts on the journal, and waits for calls, deliveries, messages and jobs."""

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest

from emulator.app import Emulator
from tests.refusals import control_refusal
from tests.running import running
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

LONG = 90.0


def verdict(world: World, **expected: Any) -> Any:
    return world.control("POST", "journal/verify", json=expected)


@pytest.fixture
def litmos(world: World) -> LitmosClient:
    """A user was created, the list read twice, and a user that does not exist looked for."""
    client = LitmosClient(world)
    client.new_user("jo@example.com")
    client.call("GET", "/users")
    client.call("GET", "/users")
    client.call("GET", "/users/nobody")
    return client


@pytest.mark.parametrize(
    ("expected", "ok", "found"),
    [
        ({"operation": "get_users"}, True, 2),
        ({"operation": "get_users", "exactly": 2}, True, 2),
        ({"operation": "get_users", "exactly": 1}, False, 2),
        ({"operation": "get_users", "at_least": 3}, False, 2),
        ({"operation": "get_users", "at_most": 2}, True, 2),
        ({"operation": "get_users", "at_most": 1}, False, 2),
        ({"status": "4xx", "exactly": 1}, True, 1),
        ({"status": 404}, True, 1),
        ({"status": "5xx", "never": True}, True, 0),
        ({"status": "4xx", "never": True}, False, 1),
        ({"vendor": "litmos", "method": "POST", "body": "jo@example.com"}, True, 1),
        ({"path": "/v1.svc/users/*"}, True, 1),
        ({"credential": "nobody"}, False, 0),
        ({"in_order": [{"method": "POST"}, {"operation": "get_users"}, {"status": "404"}]}, True, 3),
        ({"in_order": [{"status": "404"}, {"method": "POST"}]}, False, 1),
    ],
)
def test_calls_are_counted_and_seen_in_order(
    world: World, litmos: LitmosClient, expected: dict[str, Any], ok: bool, found: int
) -> None:
    answer = verdict(world, **expected)
    assert (answer["ok"], answer["found"]) == (ok, found), answer
    assert (answer["reason"] is None) == ok


def test_a_verdict_says_why_not_and_what_comes_nearest(world: World, litmos: LitmosClient) -> None:
    answer = verdict(world, vendor="litmos", operation="get_users", status="404")
    assert answer["reason"] == (
        "0 of 4 entries fit (vendor litmos, operation get_users, status 404), expected: at least 1"
    )
    nearest = {each["number"]: each["differences"] for each in answer["nearest"]}
    assert nearest[3] == ["status is 200, not 404"]
    assert nearest[4] == ["operation is get_users_userid, not get_users"]
    late = verdict(world, in_order=[{"status": "404"}, {"method": "POST"}])
    assert late["reason"] == "step 2 (method POST) is not met behind entry 4"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"operatoin": "x"}, "operatoin: is not known here"),
        ({"status": "often"}, "status: must be a status like 404, or 4xx"),
        ({"never": True, "exactly": 2}, "never goes with no count"),
        ({"exactly": 1, "at_most": 2}, "exactly goes with neither at_least nor at_most"),
        ({"in_order": [{"method": "GET"}], "vendor": "litmos"}, "in_order goes with nothing else"),
        ({"in_order": [{"methd": "GET"}]}, "in_order.0.methd: is not known here"),
        ({"exactly": -1}, "exactly: Input should be greater than or equal to 0"),
    ],
)
def test_what_cannot_be_expected_is_refused_by_name(world: World, body: dict[str, Any], words: str) -> None:
    refused = world.client.post(f"{world.root}/_emulator/journal/verify", json=body)
    assert control_refusal(refused, 400).startswith(words), refused.text


NO_USERS = "'get_usrs' is not an operation; the nearest is 'get_users'"


@pytest.mark.parametrize(
    ("path", "filters", "words"),
    [
        ("journal", {"operation": "get_usrs"}, f"operation: {NO_USERS}"),
        ("journal.har", {"operation": "get_usrs"}, f"operation: {NO_USERS}"),
        ("journal/wait", {"operation": "get_usrs"}, f"operation: {NO_USERS}"),
        ("journal/verify", {"operation": "get_usrs", "never": True}, f"operation: {NO_USERS}"),
        ("journal/verify", {"in_order": [{}, {"operation": "get_usrs"}]}, f"in_order.1.operation: {NO_USERS}"),
        ("journal", {"vendor": "litmso"}, "vendor: 'litmso' is not a vendor; the nearest is 'litmos'"),
        (
            "journal",
            {"vendor": "player", "operation": "x"},
            "operation: 'x' is not an operation of player; there are none",
        ),
        ("journal/verify", {"method": "gte", "never": True}, "method: 'GTE' is not a method; the nearest is 'GET'"),
        (
            "deliveries/wait",
            {"state": "Deliverd"},
            "state: 'Deliverd' is not a state of deliveries; the nearest is 'Delivered'",
        ),
        ("deliveries/wait", {"vendor": "litmso"}, "vendor: 'litmso' is not a vendor; the nearest is 'litmos'"),
        ("outbox/wait", {"vendor": "litmso"}, "vendor: 'litmso' is not a vendor; the nearest is 'litmos'"),
        (
            "jobs/wait",
            {"kind": "litmos.imprt"},
            "kind: 'litmos.imprt' is not a kind of job; the nearest is 'litmos.import'",
        ),
        ("jobs/wait", {"state": "Deliverd"}, "state: 'Deliverd' is not a state of jobs; the nearest is 'Delivered'"),
    ],
)
def test_a_filter_by_a_name_that_nothing_has_is_refused_with_the_nearest(
    world: World, path: str, filters: dict[str, Any], words: str
) -> None:
    url = f"{world.root}/_emulator/{path}"
    verifies = path == "journal/verify"
    refused = world.client.post(url, json=filters) if verifies else world.client.get(url, params=filters)
    assert control_refusal(refused, 400) == words


def test_a_wait_ends_as_soon_as_the_call_comes(world: World) -> None:
    def wait() -> tuple[float, Any]:
        begun = time.monotonic()
        query = f"operation=get_users&at_least=2&seconds={LONG}"
        answer = httpx.get(f"{world.root}/_emulator/journal/wait?{query}", timeout=LONG + 5)
        return time.monotonic() - begun, answer.json()

    LitmosClient(world).call("GET", "/users")
    with ThreadPoolExecutor(20) as pool:
        waiting = [pool.submit(wait) for _ in range(20)]
        time.sleep(0.5)
        LitmosClient(world).call("GET", "/courses")
        LitmosClient(world).call("GET", "/users")
        results = [each.result() for each in waiting]
    assert all(answer["ok"] and answer["found"] == 2 for _, answer in results)
    assert max(seconds for seconds, _ in results) < LONG / 2


def test_a_wait_whose_time_is_over_says_what_is_missing(world: World) -> None:
    answer = world.control("GET", "journal/wait", params={"operation": "get_users", "seconds": 0.1})
    assert (answer["ok"], answer["found"]) == (False, 0)
    assert answer["reason"].startswith("0 of 0 entries fit (operation get_users)")


def test_a_wait_ends_when_its_sandbox_is_deleted(world: World, emulator: tuple[str, Emulator]) -> None:
    doomed = World(world.host, f"{world.name}-doomed", world.client)
    doomed.control("GET", "clock")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(httpx.get, f"{doomed.root}/_emulator/journal/wait?seconds={LONG}", timeout=LONG + 5)
        until_heard(emulator[1], doomed)  # one that came after the deletion would wait in a new sandbox
        begun = time.monotonic()
        world.client.delete(f"{world.host}/_emulator/sandboxes/{doomed.name}").raise_for_status()
        assert waiting.result().json()["ok"] is False
    assert time.monotonic() - begun < LONG / 2


def until_heard(app: Emulator, world: World) -> None:
    """Return as soon as somebody waits in the world's sandbox."""
    end = time.monotonic() + LONG
    while not app.house.sandboxes.get(world.name).happenings.are_heard:
        assert time.monotonic() < end
        time.sleep(0.01)


def test_waits_and_listeners_end_when_the_process_is_told_to_stop(tmp_path: Path) -> None:
    listened = Event()

    def listen(root: str) -> bytes:
        with httpx.stream("GET", f"{root}/_emulator/events", timeout=LONG) as answer:
            heard = answer.iter_bytes()
            first = next(heard)
            listened.set()
            return first + b"".join(heard)

    with ThreadPoolExecutor(2) as pool:
        with running(tmp_path) as (root, app):
            waiting = pool.submit(httpx.get, f"{root}/_emulator/journal/wait?seconds={LONG}", timeout=LONG + 5)
            listening = pool.submit(listen, root)
            assert listened.wait(LONG)
            happenings = app.house.sandboxes.get("default").happenings
            while len(happenings._wakes) < 2:  # the other one is not waiting yet
                time.sleep(0.02)
            begun = time.monotonic()
        assert waiting.result().json()["ok"] is False
        assert listening.result().startswith(b"retry: 1000")
    assert time.monotonic() - begun < LONG / 2


def ended(world: World, path: str, cause: Callable[[], object], **wanted: Any) -> Any:
    """What a wait returns that began before its cause."""
    with ThreadPoolExecutor(1) as pool:
        query = {"seconds": LONG, **wanted}
        waiting = pool.submit(httpx.get, f"{world.root}/_emulator/{path}", params=query, timeout=LONG + 5)
        time.sleep(0.3)
        cause()
        begun = time.monotonic()
        answer = waiting.result()
        assert time.monotonic() - begun < LONG / 2
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_jobs_are_waited_for_until_they_end(world: World) -> None:
    world.settings(job_seconds=1)
    cloud = ScormCloudClient(world)

    def start() -> None:
        body = {"url": world.sample("scorm12-minimal.zip")}
        cloud.call("POST", "/courses/importJobs", params={"courseId": "C1"}, json=body).raise_for_status()

    found = ended(world, "jobs/wait", start, kind="scormcloud.import")
    assert (found["ok"], found["found"]) == (True, 1), found
    assert found["jobs"][0]["state"] == "Complete", found
    assert found["jobs"][0]["due"] is None


def test_messages_are_waited_for(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def invite(name: str = "jo@example.com") -> None:
        LitmosClient(world).call(
            "POST",
            "/users",
            params={"sendmessage": "true"},
            json={"UserName": name, "FirstName": "Jo", "LastName": "Baba", "Email": name},
        ).raise_for_status()

    found = ended(world, "outbox/wait", invite, recipient="jo@example.com")
    assert (found["ok"], found["messages"][0]["recipient"]) == (True, "jo@example.com")
    none = world.control("GET", "outbox/wait", params={"subject": "no such subject", "seconds": 0})
    assert none == {"ok": False, "found": 0, "messages": []}
    invite("bo@example.com")
    monkeypatch.setattr("emulator.control.routes.waits.SHOWN", 1)
    both = world.control("GET", "outbox/wait", params={"at_least": 2, "seconds": 0})
    assert (both["found"], [each["recipient"] for each in both["messages"]]) == (2, ["bo@example.com"])


def test_deliveries_are_waited_for(world: World, cloud: ScormCloudClient, monkeypatch: pytest.MonkeyPatch) -> None:
    cloud.new_course("C1")

    def register(name: str = "R1") -> None:
        cloud.register(name, postBack={"url": f"{world.root}/_emulator/sink/hook"})
        world.control("POST", "attempts/play", params={"registration": name}, json={"status": "completed"})

    found = ended(world, "deliveries/wait", register, url="/sink/hook")
    assert (found["ok"], found["deliveries"][0]["state"]) == (True, "Delivered"), found
    register("R2")
    monkeypatch.setattr("emulator.control.routes.waits.SHOWN", 1)
    (newest,) = world.control("GET", "deliveries/wait", params={"at_least": 2})["deliveries"]
    assert newest["about"] == "registration R2"


@pytest.mark.parametrize("name", ["operation", "path", "body", "answer", "credential", "request_id"])
def test_a_text_with_half_of_a_character_is_refused(world: World, name: str) -> None:
    answer = world.client.post(f"{world.root}/_emulator/journal/verify", content=json.dumps({name: "\ud83d"}))
    assert control_refusal(answer, 400) == f"{name}: must not have a lone surrogate (half of a character)"
