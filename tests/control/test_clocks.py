"""The clock of a sandbox by the control API: shifted, faster, from event to event; and what is due by it."""

import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.refusals import control_refusal
from tests.running import running
from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient
from tests.world import World

THEN = datetime(2030, 1, 1, tzinfo=UTC)
SCO = {"id": "quiz", "cmi": {"cmi.core.lesson_status": "passed"}}
HOUR = 3600


def clock(world: World, **change: Any) -> dict[str, Any]:
    shown: dict[str, Any] = world.control("PUT", "clock", json=change) if change else world.control("GET", "clock")
    return shown


def now(shown: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(shown["now"])


def due(world: World) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = world.control("GET", "due")["due"]
    return found


def seed(cloud: ScormCloudClient, url: str) -> None:
    """A registration that is posted to a URL, at a time that is held."""
    clock(cloud.world, held=True, now="2030-01-01T00:00:00Z")
    registration = {"registrationId": "R1", "courseId": "C1", "learner": {"id": "L1"}, "postBack": {"url": url}}
    document = {"courses": [{"id": "C1", "sample": QUIZ}], "registrations": [{**registration, "scos": [SCO]}]}
    cloud.world.seed({"scormcloud": document})


def test_a_clock_is_shifted_forth_and_back(world: World) -> None:
    clock(world, held=True, now="2030-01-01T00:00:00Z")
    assert now(clock(world, shift=90)) == THEN + timedelta(seconds=90)
    assert now(clock(world, shift=-HOUR)) == THEN + timedelta(seconds=90 - HOUR)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"scale": 0}, "scale"),
        ({"scale": 100_000}, "scale"),
        ({"shift": 1, "now": "2030-01-01T00:00:00Z"}, "exclude"),
        ({"shift": "far"}, "shift"),
        ({"speed": 2}, "speed"),
    ],
)
def test_what_a_clock_cannot_do_is_refused_by_name(world: World, change: dict[str, Any], where: str) -> None:
    assert where in control_refusal(world.client.put(f"{world.root}/_emulator/clock", json=change), 400)


@pytest.mark.parametrize("begin", ["9989-12-31T00:00:00Z", "0010-01-02T00:00:00Z"])
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "clock", {"shift": 86_400 * 2}),
        ("PUT", "clock", {"shift": -86_400 * 2}),
        ("POST", "clock/advance", {"seconds": 86_400 * 2}),
        ("PUT", "clock", {"now": "9999-12-31T23:59:59Z"}),
        ("PUT", "clock", {"now": "9999-12-31T23:59:59-14:00"}),
        ("PUT", "clock", {"now": "0001-01-01T00:00:00+14:00"}),
        ("POST", "seed", {"clock": {"now": "9999-12-31T23:59:59-14:00"}}),
    ],
)
def test_a_clock_that_would_leave_its_range_is_refused_and_stays(
    world: World, begin: str, method: str, path: str, body: dict[str, Any]
) -> None:
    clock(world, held=True, now=begin)
    answer = world.client.request(method, f"{world.root}/_emulator/{path}", json=body)
    if answer.is_success:  # the other end
        assert "clock" in path
        return
    assert "year 9990" in control_refusal(answer, 400)
    assert clock(world)["now"] == begin


def test_at_the_end_of_all_time_work_goes_on_and_the_clock_can_be_set_back(cloud: ScormCloudClient) -> None:
    world = cloud.world
    clock(world, now="9990-01-01T00:00:00Z")
    assert (now(clock(world)), clock(world)["held"]) == (datetime(9990, 1, 1, tzinfo=UTC), False)
    world.seed({"scormcloud": {"courses": [{"id": "C1", "sample": QUIZ}]}})
    seed_one = {"registrationId": "R1", "courseId": "C1", "learner": {"id": "L1"}}
    assert cloud.call("POST", "/registrations", json=seed_one).is_success
    link = {"expiry": 300, "redirectOnExitUrl": "https://lms.example.com/"}
    assert cloud.call("POST", "/registrations/R1/launchLink", json=link).status_code == 200
    assert cloud.fetch("C2", QUIZ).status_code == 200
    assert "year 9990" in control_refusal(world.client.post(f"{world.root}/_emulator/clock/next"), 409)
    world.settings(job_mode="step")
    assert cloud.fetch("C3", QUIZ).status_code == 200  # its due time moves along, but not out of all dates
    for back in ("2030-01-01T00:00:00Z", "0010-01-01T00:00:00Z", "9990-01-01T00:00:00Z", "2030-01-01T00:00:00Z"):
        assert clock(world, now=back, held=True)["now"] == back
        assert due(world)


def test_jobs_of_an_hour_end_in_a_second_when_an_hour_passes_in_one(cloud: ScormCloudClient) -> None:
    world = cloud.world
    world.settings(job_mode="real", job_seconds=HOUR)
    clock(world, now="2030-01-01T00:00:00Z")
    assert clock(world, scale=HOUR)["scale"] == HOUR
    began, job = time.monotonic(), cloud.fetch("C1", QUIZ).json()["result"]
    while cloud.job(job)["status"] != "COMPLETE":
        assert time.monotonic() - began < 60
        time.sleep(0.1)
    assert time.monotonic() - began > 0.5, "it takes as long as the clock says"
    assert now(clock(world)) - THEN > timedelta(minutes=50)


def test_a_scale_survives_a_restart_and_a_fork_and_ends_with_a_reset(tmp_path: Path) -> None:
    with running(tmp_path) as (root, _), httpx.Client(timeout=30) as client:
        set_to = {"now": "2030-01-01T00:00:00Z", "scale": HOUR}
        client.put(f"{root}/~a/_emulator/clock", json=set_to).raise_for_status()
        client.post(f"{root}/_emulator/sandboxes/b", json={"from": "a"}).raise_for_status()
        forked = client.get(f"{root}/~b/_emulator/clock").json()
        assert forked["scale"] == HOUR
        assert timedelta() < now(forked) - THEN < timedelta(days=30)
    time.sleep(0.1)
    with running(tmp_path) as (root, _), httpx.Client(timeout=30) as client:
        for name in "ab":
            shown = client.get(f"{root}/~{name}/_emulator/clock").json()
            assert (shown["scale"], now(shown) > now(forked)) == (HOUR, True)
        client.post(f"{root}/~a/_emulator/reset").raise_for_status()
        assert client.get(f"{root}/~a/_emulator/clock").json()["scale"] == 1


def test_the_tries_of_a_delivery_are_gone_through_one_by_one(cloud: ScormCloudClient) -> None:
    world = cloud.world
    world.control("PUT", "sink-script", json={"answers": [500, 500, 200]})
    seed(cloud, f"{world.root}/_emulator/sink/hooks")
    world.advance(0)  # The first try is due at once: the worker may have made it already.
    (next_one,) = due(world)
    assert (next_one["kind"], next_one["vendor"], next_one["about"]) == ("delivery", "scormcloud", "registration R1")
    assert (next_one["number"], next_one["state"], next_one["at"]) == (1, "Waiting", "2030-01-01T00:00:01Z")
    seconds = []
    while (reached := world.control("POST", "clock/next"))["reached"]:
        assert reached["reached"]["number"] == 1
        assert len(reached["ran"]) == 1
        seconds.append((now(reached) - THEN).total_seconds())
    assert seconds == [1, 3]
    assert (reached["ran"], reached["now"]) == ([], "2030-01-01T00:00:03Z")
    assert due(world) == []


def test_what_expires_is_due_without_showing_the_secret_and_is_gone_through_too(cloud: ScormCloudClient) -> None:
    world = cloud.world
    seed(cloud, f"{world.root}/_emulator/sink/hooks")
    world.advance(0)
    link = cloud.call(
        "POST", "/registrations/R1/launchLink", json={"expiry": 200, "redirectOnExitUrl": "https://lms.example.com/"}
    ).json()["launchLink"]
    found = due(world)
    assert [(each["kind"], each["what"], each["about"]) for each in found] == [("expiry", "launch link", "R1")]
    assert link.rpartition("/")[2] not in str(found)
    reached = world.control("POST", "clock/next")
    assert (reached["reached"]["what"], reached["now"], reached["ran"]) == ("launch link", found[0]["at"], [])
    assert world.control("POST", "clock/next")["reached"] is None


def test_jobs_are_due_in_the_order_of_time_with_what_they_are_about(cloud: ScormCloudClient) -> None:
    world = cloud.world
    clock(world, held=True, now="2030-01-01T00:00:00Z")
    world.settings(job_mode="real", job_seconds=60)
    cloud.fetch("C2")
    clock(world, shift=5)
    cloud.fetch("C1")
    found = due(world)
    assert [(each["kind"], each["vendor"], each["what"].partition(".")[0]) for each in found] == [
        ("job", "scormcloud", "scormcloud")
    ] * 2
    assert found[0]["at"] < found[1]["at"]
    assert found[0]["id"] == f"{found[0]['what']}:{found[0]['about']}"
    assert world.control("POST", "clock/next")["reached"] == found[0]


def test_an_advance_of_an_hour_ends_while_16_clients_keep_starting_work(cloud: ScormCloudClient) -> None:
    world = cloud.world
    seed(cloud, f"{world.root}/_emulator/sink/hooks")
    stop, posted = threading.Event(), [0] * 16

    def keep_on(which: int) -> None:
        test = {"url": f"{world.root}/_emulator/sink/{which}"}
        with httpx.Client(auth=("EMULATOR01", "emulator-secret")) as client:
            while not stop.is_set():
                client.post(f"{world.scormcloud}/registrations/postBackTest", json=test).raise_for_status()
                posted[which] += 1

    threads = [threading.Thread(target=keep_on, args=(which,)) for which in range(16)]
    for thread in threads:
        thread.start()
    try:
        while sum(posted) < 64:
            time.sleep(0.01)
        began = time.monotonic()
        world.control("POST", "clock/advance", json={"seconds": HOUR}, timeout=60)
        took = time.monotonic() - began
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert took < 45
    assert min(posted) > 0
    assert now(clock(world)) == THEN + timedelta(hours=1)
