"""Calls of the emulator to itself cannot cause each other without end."""

from tests.vendors.scormcloud.calling import MINIMAL, ScormCloudClient
from tests.world import World


def test_a_chain_of_calls_to_itself_is_counted_along_and_ends(world: World, cloud: ScormCloudClient) -> None:
    world.control("PUT", "clock", json={"held": True})
    target = {"url": f"{world.root}/_emulator/sink/hooks"}
    for depth in ("", "3", "10", "nonsense"):
        cloud.call(
            "POST", "/registrations/postBackTest", json=target, headers={"X-Emulator-Chain": depth} if depth else {}
        )
        world.control("POST", "clock/advance", json={"seconds": 1})
    came = world.control("GET", "sink")["requests"]
    chain = [{name.lower(): value for name, value in each["headers"]}.get("x-emulator-chain") for each in came]
    assert chain == ["1", "4"]
    *_, last = world.control("GET", "deliveries")["deliveries"]
    assert last["tries"][0]["error"] == "10 calls of the emulator to itself led to this one, so it is left"


def test_what_a_job_starts_is_counted_along_with_what_started_the_job(world: World, cloud: ScormCloudClient) -> None:
    world.control("PUT", "clock", json={"held": True})
    cloud.call(
        "POST",
        "/courses/importJobs",
        params={"courseId": "C", "postbackUrl": f"{world.root}/_emulator/sink/hooks"},
        json={"url": world.sample(MINIMAL)},
        headers={"X-Emulator-Chain": "3"},
    )
    world.control("POST", "clock/advance", json={"seconds": 60})
    (came,) = world.control("GET", "sink")["requests"]
    assert ["x-emulator-chain", "4"] in [[name.lower(), value] for name, value in came["headers"]]
