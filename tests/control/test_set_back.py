"""A clock that is set back: what waits ends by what was left of its time, and dates that were told stay."""

from typing import Any

import pytest

from emulator.vendors import ENTRIES, load_vendor
from emulator.vendors.settings import SandboxSettings
from tests.vendors.litmos.calling import TOO_MANY, LitmosClient
from tests.vendors.litmos.calling import refusal as litmos_refusal
from tests.vendors.nexport.calling import NexportClient, refusal
from tests.vendors.scormcloud.calling import MINIMAL, ScormCloudClient
from tests.vendors.scormcloud.calling import refusal as cloud_refusal
from tests.world import World

NOON, BEFORE = "2030-06-01T12:00:00Z", "2030-05-01T12:00:00Z"


def set_clock(world: World, now: str) -> None:
    world.control("PUT", "clock", json={"now": now, "held": True})


def test_an_import_ends_by_what_was_left_of_its_time(world: World) -> None:
    set_clock(world, NOON)
    litmos = LitmosClient(world)
    world.settings(job_seconds=40)  # 10 for each of four moves
    module = litmos.new_module(world.sample(MINIMAL))
    world.advance(7)
    set_clock(world, BEFORE)

    def status() -> str:
        found: str = litmos.call("GET", f"/modules/{module['Id']}").json()["Status"]
        return found

    world.advance(2)
    assert status() == "Queued"
    world.advance(1.5)
    assert status() == "Uploading"
    world.advance(30)
    assert status() == "Ready"


def test_a_postback_that_is_tried_again_is_not_stuck(world: World) -> None:
    set_clock(world, NOON)
    world.settings(job_mode="instant")
    cloud = ScormCloudClient(world)
    cloud.new_course("C", MINIMAL)
    cloud.register("R", "C", postBack={"url": "http://127.0.0.1:9/", "authType": "FORM"})
    world.control("POST", "attempts/play?registration=R", json={"status": "passed"})
    world.advance(0)
    set_clock(world, BEFORE)
    assert any(move["job"].startswith("delivery") for move in world.advance(3600))


def test_a_window_of_calls_begins_anew(world: World) -> None:
    litmos = LitmosClient(world)
    set_clock(world, NOON)
    world.settings(litmos_rate_limit=1)
    assert litmos.call("GET", "/users").status_code == 200
    assert litmos_refusal(litmos.call("GET", "/users"), 503) == TOO_MANY
    set_clock(world, BEFORE)
    assert litmos.call("GET", "/users").status_code == 200


def test_a_statement_pipe_is_not_busy_for_longer_than_a_job_takes(world: World) -> None:
    set_clock(world, NOON)
    cloud = ScormCloudClient(world)
    pipe: dict[str, Any] = {"target": {"url": "http://127.0.0.1:9/a", "authType": "BASIC"}}
    assert cloud.call("PUT", "/xapi/statementPipes/P", json=pipe).status_code == 200
    busy = cloud.call("PUT", "/xapi/statementPipes/P", json=pipe)
    assert cloud_refusal(busy, 409) == "Statement pipe [P] is being processed"
    set_clock(world, BEFORE)
    assert cloud.call("PUT", "/xapi/statementPipes/P", json=pipe).status_code == 200


def test_a_count_that_was_kept_is_counted_anew(world: World) -> None:
    set_clock(world, NOON)
    world.settings(job_mode="instant")
    cloud = ScormCloudClient(world)
    cloud.new_course("C", MINIMAL)
    cloud.call("POST", "/dispatch/destinations", json={"destinations": [{"id": "D", "data": {"name": "D"}}]})

    def count() -> int:
        listed = cloud.get("/dispatch/destinations", includeDispatchCount=True)["destinations"]
        found: int = listed[0]["data"]["dispatchCount"]
        return found

    assert count() == 0
    dispatch = {"id": "P", "data": {"destinationId": "D", "courseId": "C"}}
    assert cloud.call("POST", "/dispatch/dispatches", json={"dispatches": [dispatch]}).is_success
    set_clock(world, BEFORE)
    assert count() == 1


def test_dates_that_were_told_stay(world: World) -> None:
    set_clock(world, NOON)
    nexport = NexportClient(world)
    token = nexport.authenticate(utc_expiration_date="2030-06-01T13:00:00Z").json()["access_token"]
    told = {"access_token": token}
    path = f"{world.nexport}/AdminApi/GetUsers"
    set_clock(world, BEFORE)
    assert world.client.get(path, params=told).status_code == 200
    set_clock(world, "2030-06-01T13:00:00Z")
    refusal(world.client.get(path, params=told), 403)


@pytest.mark.parametrize("vendor", [entry.name for entry in ENTRIES])
def test_a_client_that_reads_each_second_sees_every_state_by_default(vendor: str) -> None:
    seconds = SandboxSettings().job_seconds
    for kind in load_vendor(vendor).job_kinds.values():
        assert kind.by_clock or seconds / (len(kind.states) - 1) > 1
