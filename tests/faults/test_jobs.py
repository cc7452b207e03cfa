"""Faults of jobs and of deliveries."""

from typing import Any

from tests.faults.asking import add_fault, fault
from tests.receiving import receiving
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.scormcloud.calling import ScormCloudClient, refusal
from tests.world import World


def imported(cloud: ScormCloudClient, course_id: str) -> dict[str, Any]:
    return cloud.job(cloud.fetch(course_id).json()["result"])


def test_an_import_fails_at_the_state_and_for_the_reason_that_the_rule_says(cloud: ScormCloudClient) -> None:
    match = {"kind": "scormcloud.import", "state": "Complete"}
    number = add_fault(cloud.world, {"reason": "The manifest is broken"}, match, on="jobs", when={"times": 1})
    job = imported(cloud, "C1")
    assert (job["status"], job["message"]) == ("ERROR", "The manifest is broken")
    assert refusal(cloud.call("GET", "/courses/C1"), 404) == "Could not find course [C1]"
    assert imported(cloud, "C1")["status"] == "COMPLETE"
    assert fault(cloud.world, number)["happened"] == 1


def test_a_job_is_delayed_by_the_sandboxs_clock_and_then_fails(world: World) -> None:
    world.settings(job_mode="real", job_seconds=4)
    world.control("PUT", "clock", json={"held": True})
    do = {"delay": {"shortest": 100, "longest": 100.5}, "reason": "Out of paper"}
    add_fault(world, do, {"vendor": "litmos", "state": "Processing"}, on="jobs")
    LitmosClient(world).new_module(world.sample("scorm12-minimal.zip"))
    assert world.advance(60)[-1]["state"] == "ReadyToProcess"
    assert [(move["state"], move["reason"]) for move in world.advance(60)][-1] == ("Failed", "Out of paper")


def test_a_delay_makes_a_job_longer_in_real_mode_alone(cloud: ScormCloudClient) -> None:
    world = cloud.world
    add_fault(world, {"delay": 100}, {"kind": "scormcloud.import", "state": "Complete"}, on="jobs")
    assert imported(cloud, "C1")["status"] == "COMPLETE", "the job mode is instant"
    world.settings(job_mode="real", job_seconds=4)
    world.control("PUT", "clock", json={"held": True})
    job = cloud.fetch("C2").json()["result"]
    world.advance(90)
    assert cloud.job(job)["status"] == "RUNNING"
    world.advance(20)
    assert cloud.job(job)["status"] == "COMPLETE"


def delivered(world: World) -> list[tuple[int | None, str | None]]:
    (delivery,) = world.control("GET", "deliveries")["deliveries"]
    return [(tried["status"], tried["error"]) for tried in delivery["tries"]]


def test_a_receiver_seems_to_fail_before_it_hears_anything_and_after_it(cloud: ScormCloudClient) -> None:
    world = cloud.world
    world.control("PUT", "clock", json={"held": True})
    cloud.new_course("C1")
    with receiving() as receiver:
        add_fault(world, {"status": 503}, {"url": "*/back"}, on="deliveries", when={"times": 1})
        add_fault(world, {"connection": "reset", "where": "after"}, on="deliveries", when={"times": 1})
        cloud.register("R1", postBack={"url": receiver.url}).raise_for_status()
        world.control("POST", "attempts/play", params={"registration": "R1"}, json={"status": "completed"})
        world.advance(0)
        assert receiver.received == []
        world.advance(60)
        assert delivered(world) == [
            (503, "injected by fault 1"),
            (None, "the receiver reset the connection (injected by fault 2)"),
            (200, None),
        ]
        assert len(receiver.received) == 2
