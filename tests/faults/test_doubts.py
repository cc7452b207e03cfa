"""A rule that will perhaps never match is taken, and its answer says why, with the nearest name."""

from typing import Any

import pytest

from emulator.life.fault_doubts import meet
from tests.vendors.litmos.calling import OWNER
from tests.world import World


def hint(world: World, **match: Any) -> str | None:
    fault = world.client.post(f"{world.root}/_emulator/faults", json={"match": match, "do": {"status": 503}}).json()
    said: str | None = fault["hint"]
    return said


def test_a_path_a_credential_or_a_method_that_nothing_has_is_told_of(world: World) -> None:
    assert hint(world, path="/usrs/*") == "match.path: nothing has such a path; the nearest is /users"
    assert (
        hint(world, operation="get_users", path="/courses")
        == "match.path: get_users has another path; the nearest is /users"
    )
    assert hint(world, operation="get_users", method="POST") == "match.method: get_users is called by GET"
    said = hint(world, vendor="litmos", credential="litmos-acount-owner")
    assert said == (f"match.credential: no account 'litmos-acount-owner' is known yet; the nearest is {OWNER!r}")
    for known in ({"path": "/v1.svc/users*"}, {"path": "/users/*/courses"}, {"path": "*"}, {"path": "/Launch/*"}):
        assert hint(world, **known) is None
    assert hint(world, credential=OWNER, method="POST") is None
    assert hint(world, path="/users/") is None, "a slash at the end does no harm"
    world.seed({"litmos": {"users": [{"UserName": "Ann@example.com"}]}})
    assert hint(world, credential="Ann@example.com") is None, "callers have their user names in the journal"
    assert "no account" in (hint(world, credential="ann@example.com") or "")


def test_the_hint_goes_once_the_account_is_there_and_the_console_shows_it_until_then(world: World) -> None:
    assert hint(world, credential="anns-key") is not None
    page = world.client.get(f"{world.root}/_emulator/console/faults").text
    assert "It will perhaps never match: match.credential: no account &#39;anns-key&#39; is known yet" in page
    world.seed({"litmos": {"users": [{"UserName": "ann@example.com", "ApiKey": "anns-key"}]}})
    assert [each["hint"] for each in world.control("GET", "faults")["faults"]] == [None]


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("/users/ann", "/users/{id}", True),
        ("/users/ann/x", "/users/{id}", False),
        ("/users/", "/users/{id}", False),
        ("*/teams", "/users/{id}/teams", True),
        ("*.zip", "/content/*", True),
        ("/a*b*c", "/a/{x}/c", True),
        ("/USERS", "/users", True),
        ("/users", "/users/{id}", False),
        ("/api/v2/*", "/api/{version}/courses", True),
    ],
)
def test_a_pattern_and_a_path_meet_if_some_text_fits_both(pattern: str, path: str, fits: bool) -> None:
    assert meet(pattern, path) is fits
