"""Calls of the emulator to itself cannot cause each other without end."""

from tests.vendors.scormcloud.calling import ScormCloudClient
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
