"""Rate limits on the control API: what is used, setting, exhausting and lifting them."""

from typing import Any

import httpx
import pytest

from tests.lrs.calling import Lrs
from tests.lrs.calling import refusal as refusal_of_lrs
from tests.vendors.litmos.calling import OWNER, LitmosClient, refusal
from tests.vendors.scormcloud.calling import APP, ScormCloudClient
from tests.vendors.scormcloud.calling import refusal as refusal_of_cloud
from tests.world import World

LIMITS = {
    "litmos_rate_limit": 100,
    "scormcloud_rate_limit": None,
    "scormcloud_lrs_read_limit": None,
    "scormcloud_lrs_write_limit": None,
}


@pytest.fixture(autouse=True)
def _held(world: World) -> None:
    world.control("PUT", "clock", json={"now": "2030-01-01T00:00:00Z", "held": True})


def another_key(world: World) -> str:
    key = f"{world.name}-key"
    world.control("POST", "credentials", json={"vendor": "litmos", "key": key})
    return key


def limit(world: World, name: str) -> dict[str, Any]:
    (found,) = [each for each in world.control("GET", "limits")["limits"] if each["name"] == name]
    return dict(found)


def used(world: World, name: str) -> dict[str, int]:
    return {each["key"]: each["used"] for each in limit(world, name)["keys"]}


def test_every_limit_is_listed_and_those_that_no_vendor_documents_are_off(emulator: Any, client: httpx.Client) -> None:
    fresh = World(emulator[0], "limits-fresh", client)
    listed = fresh.control("GET", "limits")["limits"]
    assert {each["name"]: each["limit"] for each in listed if each["vendor"] != "toy"} == LIMITS
    assert {each["seconds"] for each in listed} == {60}


def test_a_limit_shows_what_each_key_has_used_in_the_window(world: World) -> None:
    world.control("PUT", "limits/litmos_rate_limit", json={"limit": 3})
    litmos, other = LitmosClient(world), LitmosClient(world, another_key(world))
    assert [litmos.call("GET", "/courses").status_code for _ in range(2)] == [200, 200]
    world.advance(30)
    assert other.call("GET", "/courses").status_code == 200
    assert used(world, "litmos_rate_limit") == {OWNER: 2, another_key(world): 1}
    assert litmos.call("GET", "/courses").status_code == 200
    assert refusal(litmos.call("GET", "/courses"), 503) == "Rating Limit Exceeded"
    world.advance(30)
    assert used(world, "litmos_rate_limit") == {OWNER: 1, another_key(world): 1}
    assert world.control("GET", "settings")["litmos_rate_limit"] == 3
    world.control("PUT", "limits/litmos_rate_limit", json={"limit": None})
    assert litmos.call("GET", "/courses").status_code == 200


def test_a_key_or_all_are_exhausted_until_the_window_has_passed_or_it_is_lifted(world: World) -> None:
    world.control("PUT", "limits/litmos_rate_limit", json={"limit": 100})
    litmos, other = LitmosClient(world), LitmosClient(world, another_key(world))
    shown = world.control("POST", "limits/litmos_rate_limit/exhaust", json={"key": OWNER})
    assert shown["keys"] == [{"key": OWNER, "used": 0, "exhausted": True}]
    assert refusal(litmos.call("GET", "/courses"), 503) == "Rating Limit Exceeded"
    assert other.call("GET", "/courses").status_code == 200
    world.control("POST", "limits/litmos_rate_limit/lift", json={"key": OWNER})
    assert used(world, "litmos_rate_limit") == {another_key(world): 1}
    assert litmos.call("GET", "/courses").status_code == 200
    assert world.control("POST", "limits/litmos_rate_limit/exhaust", json={})["exhausted"]
    for client in (litmos, other):
        assert refusal(client.call("GET", "/courses"), 503) == "Rating Limit Exceeded"
    world.advance(60)
    assert litmos.call("GET", "/courses").status_code == 200
    world.control("POST", "limits/litmos_rate_limit/exhaust", json={})
    world.control("POST", "limits/litmos_rate_limit/lift", json={})
    assert other.call("GET", "/courses").status_code == 200


def test_scorm_clouds_limits_are_off_until_they_are_set(world: World) -> None:
    cloud = ScormCloudClient(world)
    assert [cloud.call("GET", "/courses").status_code for _ in range(150)] == [200] * 150
    for name in ("scormcloud_rate_limit", "scormcloud_lrs_read_limit"):
        off = world.client.post(f"{world.root}/_emulator/limits/{name}/exhaust", json={})
        assert (off.status_code, off.json()) == (409, {"error": f"{name} is off; PUT a limit first"})
        world.control("PUT", f"limits/{name}", json={"limit": 2})
    assert [cloud.call("GET", "/courses").status_code for _ in range(2)] == [200, 200]
    refused = cloud.call("GET", "/courses")
    assert refusal_of_cloud(refused, 429) == "Too Many Requests"
    assert "scormcloud_rate_limit" in refused.headers["x-emulator-hint"]
    assert used(world, "scormcloud_rate_limit") == {APP[0]: 2}
    assert Lrs(world).call("GET", "statements").status_code == 200
    world.control("POST", "limits/scormcloud_lrs_read_limit/exhaust", json={"key": APP[0]})
    assert "more than 2 read" in refusal_of_lrs(Lrs(world).call("GET", "statements"), 429)


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "words"),
    [
        (
            "PUT",
            "litmos_rate_limt",
            {"limit": 1},
            404,
            "'litmos_rate_limt' is not a limit; the nearest is 'litmos_rate_limit'",
        ),
        ("PUT", "litmos_rate_limit", {"limit": 0}, 400, "limit: Input should be greater than or equal to 1"),
        ("PUT", "litmos_rate_limit", {}, 400, "limit: Field required"),
        ("POST", "litmos_rate_limit/exhaust", {"keys": "a"}, 400, "keys: is not known here; there are key"),
        ("POST", "litmos_rate_limit/lift", {"key": ""}, 400, "key: String should have at least 1 character"),
    ],
)
def test_what_is_no_limit_is_refused(world: World, method: str, path: str, body: Any, status: int, words: str) -> None:
    answer = world.client.request(method, f"{world.root}/_emulator/limits/{path}", json=body)
    assert (answer.status_code, answer.json()) == (status, {"error": words})
