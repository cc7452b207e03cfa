"""When a fault happens: exactly as often as its rule says, with several callers at once, and across a restart."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.faults.asking import add_fault, fault
from tests.running import running
from tests.vendors.litmos.calling import LitmosClient, refusal
from tests.vendors.scormcloud.calling import APP
from tests.world import World


def statuses(world: World, count: int) -> list[int]:
    return [world.client.get(f"{world.scormcloud}/courses", auth=APP).status_code for _ in range(count)]


@pytest.mark.parametrize(
    ("when", "hit"),
    [
        ({"times": 1}, [1]),
        ({"times": 3}, [1, 2, 3]),
        ({"every": 3}, [3, 6, 9]),
        ({"skip": 2, "times": 1}, [3]),
        ({"skip": 1, "every": 2, "times": 2}, [3, 5]),
    ],
)
def test_a_fault_happens_to_the_calls_that_its_rule_names(world: World, when: dict[str, Any], hit: list[int]) -> None:
    number = add_fault(world, {"status": 503}, when=when)
    seen = statuses(world, 10)
    assert [at for at, status in enumerate(seen, 1) if status == 503] == hit
    assert fault(world, number)["happened"] == len(hit)
    assert fault(world, number)["spent"] == ("times" in when)


def test_by_probability_the_same_calls_are_hit_in_every_run(world: World) -> None:
    def hits(seed: int) -> list[int]:
        world.control("DELETE", "faults")
        add_fault(world, {"status": 503}, when={"probability": 0.4, "seed": seed})
        return [at for at, status in enumerate(statuses(world, 40)) if status == 503]

    first = hits(1)
    assert 5 < len(first) < 27
    assert hits(1) == first
    assert hits(2) != first


def test_rules_are_a_script_the_oldest_first(world: World) -> None:
    for status in (500, 502, 503):
        add_fault(world, {"status": status}, when={"times": 1})
    assert statuses(world, 4) == [500, 502, 503, 200]


def test_a_rule_is_about_the_calls_that_it_matches_alone(world: World) -> None:
    other = World(world.host, f"{world.name}-other", world.client)
    litmos = LitmosClient(world)
    by = {
        "operation": {"vendor": "litmos", "operation": "get_users"},
        "path": {"path": "/v1.svc/USERS"},
        "credential": {"credential": "litmos-account-owner"},
        "name in the journal": {"credential": "litmos-account-owner@example.com"},
        "method": {"method": "GET", "vendor": "litmos"},
    }
    for match in by.values():
        world.control("DELETE", "faults")
        add_fault(world, {"status": 503, "reason": "Injected"}, match)
        assert refusal(litmos.call("GET", "/users"), 503) == "Injected", match
        assert statuses(world, 1) == [200], match
        assert LitmosClient(other).call("GET", "/users").status_code == 200, "another sandbox"
        if "credential" not in match:
            created = litmos.call(
                "POST", "/users", json={"UserName": "jo@example.com", "FirstName": "J", "LastName": "B"}
            )
            assert created.status_code != 503 or "path" in match


@pytest.mark.parametrize("times", [1, 7])
def test_several_callers_at_once_hit_exactly_as_many_as_the_rule_says(world: World, times: int) -> None:
    add_fault(world, {"status": 503, "delay": 0.01}, when={"times": times})
    every = add_fault(world, {"status": 502, "where": "after"}, when={"every": 4})

    def call(_: int) -> int:
        return httpx.get(f"{world.scormcloud}/courses", auth=APP, timeout=30).status_code

    with ThreadPoolExecutor(12) as pool:
        seen = list(pool.map(call, range(60)))
    assert seen.count(503) == times
    assert seen.count(502) == (60 - times) // 4
    assert fault(world, every)["matched"] == 60 - times


def hits_of(when: dict[str, int], calls: int) -> int:
    """How many of so many calls a rule of whole numbers hits, by its definition."""
    after = [at for at in range(1, calls + 1) if at > when.get("skip", 0)]
    every = [at for at in after if (at - when.get("skip", 0)) % when.get("every", 1) == 0]
    return min(len(every), when.get("times", calls))


@pytest.mark.parametrize("callers", [2, 5, 13])
@pytest.mark.parametrize("skip", [0, 4])
@pytest.mark.parametrize("every", [1, 3])
@pytest.mark.parametrize("times", [1, 6, 1000])
def test_however_calls_interleave_the_counts_are_those_of_the_rule(
    world: World, callers: int, skip: int, every: int, times: int
) -> None:
    when, calls = {"skip": skip, "every": every, "times": times}, 25 + callers
    number = add_fault(world, {"connection": "drop", "where": "after"}, when=when)

    def call(_: int) -> bool:
        try:
            return httpx.get(f"{world.scormcloud}/courses", auth=APP, timeout=30).status_code != 200
        except httpx.TransportError:
            return True

    with ThreadPoolExecutor(callers) as pool:
        hit = sum(pool.map(call, range(calls)))
    found = fault(world, number)
    assert (hit, found["happened"]) == (hits_of(when, calls), hits_of(when, calls))
    assert found["spent"] == (found["happened"] == times)


def test_rules_and_counts_survive_a_restart_and_a_reset_removes_them(tmp_path: Path, client: httpx.Client) -> None:
    with running(tmp_path) as (root, _):
        world = World(root, "w", client)
        number = add_fault(world, {"status": 503}, when={"times": 3})
        assert statuses(world, 2) == [503, 503]
    with running(tmp_path) as (root, _):
        world = World(root, "w", client)
        assert fault(world, number)["happened"] == 2
        assert statuses(world, 2) == [503, 200]
        add_fault(world, {"status": 503})
    with running(tmp_path) as (root, app):
        world = World(root, "w", client)
        assert statuses(world, 1) == [503]
        world.control("POST", "reset")
        assert world.control("GET", "faults") == {"faults": []}
        assert statuses(world, 1) == [200]
        assert not app.house.sandboxes.get("w").faulty


def test_once_no_rule_is_left_a_call_does_not_look_for_one(world: World, emulator: tuple[str, Any]) -> None:
    sandbox = emulator[1].house.sandboxes.get(world.name)
    assert not sandbox.faulty
    add_fault(world, {"status": 503}, when={"times": 2})
    assert sandbox.faulty
    assert statuses(world, 3) == [503, 503, 200]
    assert not sandbox.faulty
    number = add_fault(world, {"status": 503})
    world.control("DELETE", f"faults/{number}")
    assert not sandbox.faulty


def test_a_fork_has_the_rules_of_its_source_and_counts_them_for_itself(world: World) -> None:
    add_fault(world, {"status": 503}, when={"times": 2})
    assert statuses(world, 1) == [503]
    fork = World(world.host, f"{world.name}-fork", world.client)
    world.control("POST", f"sandboxes/{fork.name}", json={"from": world.name})
    assert statuses(fork, 2) == [503, 200]
    assert statuses(world, 2) == [503, 200]
