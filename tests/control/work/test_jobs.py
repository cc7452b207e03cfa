"""Jobs moved on by hand: by a state, to the end, or made to fail."""

from pathlib import Path
from typing import Any

import httpx

from tests.refusals import control_refusal
from tests.running import running
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World


def under_way(world: World) -> list[dict[str, Any]]:
    jobs: list[dict[str, Any]] = world.control("GET", "jobs", params={"under_way": True})["jobs"]
    return jobs


def test_a_job_is_moved_on_whatever_the_clock_says_and_fails_for_a_reason(world: World) -> None:
    world.settings(job_mode="real")
    world.control("PUT", "clock", json={"held": True})
    cloud = ScormCloudClient(world)
    ids = {course: cloud.fetch(course).json()["result"] for course in ("C1", "C2", "C3")}
    stepped, finished, failed = under_way(world)
    assert stepped["state"] == stepped["states"][0]
    assert world.control("POST", f"jobs/{stepped['number']}/step")["state"] == stepped["states"][1]
    ended = world.control("POST", f"jobs/{finished['number']}/finish")
    assert (ended["state"], ended["due"]) == (finished["states"][-1], None)
    given_up = world.control("POST", f"jobs/{failed['number']}/fail", json={"reason": "the disk is on fire"})
    assert (given_up["reason"], given_up["due"]) == ("the disk is on fire", None)
    assert [cloud.job(job)["status"] for job in ids.values()] == ["RUNNING", "COMPLETE", "ERROR"]
    assert "the disk is on fire" in cloud.job(ids["C3"])["message"]
    assert [each["number"] for each in under_way(world)] == [stepped["number"]]


def test_what_cannot_be_done_to_a_job_is_refused_with_the_reason(world: World) -> None:
    world.settings(job_mode="instant")
    ScormCloudClient(world).new_course("C1")
    (job,) = world.control("GET", "jobs")["jobs"]
    url = f"{world.root}/_emulator/jobs"
    words = control_refusal(world.client.post(f"{url}/{job['number']}/fail"), 409)
    assert words == f"job {job['number']} has ended already: {job['state']}"
    assert control_refusal(world.client.post(f"{url}/99/step"), 404) == "there is no job 99 (any more)"
    answer = world.client.post(f"{url}/{job['number']}/fail", json={"why": "so"})
    assert control_refusal(answer, 400) == "why: is not known here; there are reason"


def test_what_makes_work_due_wakes_the_worker(tmp_path: Path, client: httpx.Client) -> None:
    soon = 10  # seconds; a worker that is not woken looks after 30
    with running(tmp_path, job_seconds=0.05) as (root, _):  # where nobody else wakes it
        world = World(root, "w", client)
        world.settings(job_mode="step")
        cloud = ScormCloudClient(world)
        cloud.upload("C1")
        world.settings(job_mode="real")
        assert world.control("GET", "jobs/wait", params={"seconds": soon})["ok"]
        world.settings(job_seconds=100)
        for course, method, path, body, wanted in (
            ("C2", "POST", "clock/advance", {"seconds": 99.9}, {"state": "Complete", "at_least": 2}),
            ("C3", "PUT", "clock", {"shift": 60}, {"state": "Running", "ended": False}),
        ):
            cloud.upload(course)
            world.control(method, path, json=body)
            found = world.control("GET", "jobs/wait", params={**wanted, "seconds": soon})
            assert found["ok"], (course, world.control("GET", "jobs"))
        for number, mode in enumerate(("real", "instant"), 1):
            world.settings(job_mode=mode)
            cloud.register(f"R{number}", postBack={"url": f"{world.root}/_emulator/sink/hook"})
            world.control("POST", f"attempts/play?registration=R{number}", json={"status": "passed"})
            found = world.control("GET", "deliveries/wait", params={"at_least": number, "seconds": soon})
            assert found["ok"]
        made = found["deliveries"][-1]
        world.control("POST", f"deliveries/{made['number']}/redeliver")
        assert world.control("GET", "deliveries/wait", params={"at_least": 2, "seconds": soon})["ok"]
        again = world.control("GET", "deliveries")["deliveries"][-1]
        assert len(again["tries"]) == len(made["tries"]) + 1


def test_a_delivery_is_given_up_by_hand(world: World) -> None:
    world.settings(job_mode="instant")
    world.control("PUT", "clock", json={"held": True})
    world.control("PUT", "sink-script", json={"answers": [500]})
    cloud = ScormCloudClient(world)
    cloud.new_course("C1")
    post_back = {"url": f"{world.root}/_emulator/sink/here", "authType": "form", "resultsFormat": "course"}
    cloud.register("R1", postBack=post_back)
    world.control("POST", "attempts/play?registration=R1", json={"status": "passed"})
    (job,) = under_way(world)
    world.control("POST", f"jobs/{job['number']}/fail", json={"reason": "nobody waits for it"})
    assert world.control("GET", "deliveries")["deliveries"][0]["state"] == "GivenUp"
