"""What a sandbox that was used keeps in memory."""

import gc
import tracemalloc

from tests.world import World

SANDBOXES = 20
CALLS = 4
MOST = 22_000
"""Bytes of a sandbox with the journal of four short calls."""

BASIC = {"Authorization": "Basic RU1VTEFUT1IwMTplbXVsYXRvci1zZWNyZXQ="}
LOGIN = {"username": "api.user", "password": "emulator-password", "grant_type": "password"}


def use(world: World, name: str) -> None:
    """Fork a world and call each vendor in the fork."""
    fork = World(world.host, name, world.client)
    world.control("POST", f"sandboxes/{name}", json={"from": world.name})
    calls = (
        world.client.get(f"{fork.litmos}/users?source=test&format=json&limit=1&apikey=litmos-account-owner"),
        world.client.get(f"{fork.scormcloud}/courses", headers=BASIC),
        world.client.post(f"{fork.nexport}/AdminApi/Authenticate", json=LOGIN),
        world.client.get(f"{fork.nexport}/AdminApi/ValidateAccessToken?access_token=unknown"),
    )
    assert len([call for call in calls if call.status_code < 500]) == CALLS


def test_a_sandbox_and_its_journal_take_no_more_memory_than_they_need(world: World) -> None:
    world.settings(job_mode="instant")
    for number in range(3):
        use(world, f"{world.name}-before-{number}")
    gc.collect()
    tracemalloc.start()
    try:
        for number in range(SANDBOXES):
            use(world, f"{world.name}-fork-{number}")
        gc.collect()
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken / SANDBOXES < MOST
