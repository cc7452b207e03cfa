"""Work in a sandbox leaves no trace in its forks, in whatever order they are worked in."""

import random  # noqa: TID251 - seeded: the same in every run
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from emulator.app import Emulator
from tests.lrs.calling import Lrs, number, statement
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.nexport.calling import NexportClient
from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient
from tests.world import World
from tests.worlds.forking import furnish, make, other, replace_asset, whole

Deed = Callable[[World, random.Random], Any]
DEEDS: list[Deed] = [
    lambda world, dice: LitmosClient(world).call("POST", "/courses", json={"Name": f"N{dice.random()}"}),
    lambda world, dice: LitmosClient(world).call("DELETE", "/modules/M1"),
    lambda world, dice: replace_asset(world, dice.randbytes(20)),
    lambda world, dice: ScormCloudClient(world).call("DELETE", "/courses/C1"),
    lambda world, dice: ScormCloudClient(world).fetch(f"C{dice.randint(1, 3)}", QUIZ, mayCreateNewVersion=True),
    lambda world, dice: ScormCloudClient(world).register(f"R{dice.randint(1, 9)}"),
    lambda world, dice: world.control("PATCH", "settings", json={"job_seconds": dice.randint(1, 9)}),
    lambda world, dice: world.control("POST", "clock/advance", json={"seconds": dice.randint(1, 99)}),
    lambda world, dice: world.control("POST", "snapshots", json={"name": "s", "replace": True}),
    lambda world, dice: world.client.post(f"{world.root}/_emulator/snapshots/s/restore"),
    lambda world, dice: reset(world),
    lambda world, dice: employ(world, dice),
    lambda world, dice: Lrs(world).post(statement()),
    lambda world, dice: posted_back(world, f"P{dice.random()}"),
    lambda world, dice: world.control("POST", "faults", json=FAULT),
    lambda world, dice: LitmosClient(world).call("GET", "/achievements"),
    lambda world, dice: world.control("DELETE", "faults"),
    lambda world, dice: furnish(world) if dice.random() < 0.3 else None,
]


FAULT: dict[str, Any] = {"match": {"operation": "get_achievements"}, "when": {"every": 2}, "do": {"status": 418}}


def employ(world: World, dice: random.Random) -> None:
    """An organization with a user."""
    organization = number(dice.getrandbits(64))
    world.seed({"nexport": {"organizations": [{"name": organization, "id": organization}]}})
    user = {"owner_org_id": organization, "login": organization, "password": "some-password"}
    names = {"first_name": "Jo", "middle_name": "", "last_name": "Baba", "email": "jo@example.com"}
    made = NexportClient(world).call("POST", "/AdminApi/CreateUser", json={**user, **names})
    assert made.is_success, made.text


def posted_back(world: World, registration: str) -> None:
    """A registration that is passed, and posted to the world's own sink: done when its try is over."""
    if not ScormCloudClient(world).call("GET", "/courses/C1").is_success:
        return
    sink = f"{world.root}/_emulator/sink/{registration}"
    postback = {"url": sink, "authType": "FORM", "resultsFormat": "FULL"}
    assert ScormCloudClient(world).register(registration, postBack=postback).is_success
    world.control("POST", f"attempts/play?registration={registration}", json={"status": "passed"})
    assert world.control("GET", f"deliveries/wait?url={registration}&seconds=30")["ok"]


def hold(world: World) -> None:
    """Hold the clock: jobs that go on by themselves would be work of this world while others are compared."""
    world.control("PUT", "clock", json={"held": True})


def reset(world: World) -> None:
    """Start it anew, with the clock held."""
    world.control("POST", "reset")
    hold(world)


@pytest.mark.parametrize("seed", range(4))
def test_work_in_one_world_leaves_no_trace_in_another(emulator: tuple[str, Emulator], world: World, seed: int) -> None:
    data: Path = emulator[1].house.settings.data
    dice = random.Random(seed)
    worlds = [world, other(world, "-b"), other(world, "-c")]
    hold(world)
    furnish(world)
    for copy in worlds[1:]:
        assert make(copy, **{"from": world.name}).is_success
    for _ in range(15):
        acting = dice.choice(worlds)
        others = {each.name: whole(data, each.name) for each in worlds if each is not acting}
        if dice.random() < 0.15:
            source = dice.choice([each for each in worlds if each is not acting])
            assert make(acting, **{"from": source.name, "replace": True}).is_success
            assert whole(data, acting.name) == others[source.name]
        else:
            dice.choice(DEEDS)(acting, dice)
        assert {name: whole(data, name) for name in others} == others
