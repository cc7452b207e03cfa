"""Destinations: creating, changing, listing and deleting them, their tags and counts."""

from typing import Any

import pytest

from tests.vendors.scormcloud.calling import ScormCloudClient, ids, pages
from tests.vendors.scormcloud.dispatches.dispatching import (
    DESTINATIONS,
    DISPATCHES,
    dispatched,
    done,
    new_destination,
    new_dispatch,
    refused,
)

ONE = f"{DESTINATIONS}/D1"
LTI13 = {
    "clientId": "c",
    "platformIssuerIdentifier": "https://lms.example",
    "deploymentId": "1",
    "oidcAuthorizationEndpoint": "https://lms.example/auth",
    "jsonWebKeySetUrl": "https://lms.example/keys",
}


def test_destinations_are_created_together_and_shown_as_they_were_given(cloud: ScormCloudClient) -> None:
    full = {
        "name": "One",
        "tags": ["a", "b"],
        "email": "a@example.com",
        "notes": "n",
        "launchAuth": {"options": {"ipAddress": True, "expiry": 600}},
        "lti13Data": LTI13,
        "created": "2001-01-01T00:00:00Z",
    }
    both = [{"id": "D1", "data": full}, {"id": "D2", "data": {"name": "Two"}}]
    response = done(cloud.call("POST", DESTINATIONS, json={"destinations": both}), 200)
    assert "launchAuth is kept" in response.headers["x-emulator-hint"]
    shown = cloud.get(ONE)
    assert {key: shown[key] for key in ("name", "tags", "email", "notes", "lti13Data")} == {
        key: full[key] for key in ("name", "tags", "email", "notes", "lti13Data")
    }
    assert shown["launchAuth"] == {"type": "cookies", "options": {"ipAddress": True, "expiry": 600}}
    assert shown["created"] == shown["updated"] > "2002"  # documented: what is sent is ignored
    assert "dispatchCount" not in shown
    assert cloud.get(f"{DESTINATIONS}/D2", includeDispatchCount=True)["dispatchCount"] == 0


@pytest.mark.parametrize(
    "entries",
    [
        [],
        [{"data": {"name": "x"}}],
        [{"id": "", "data": {"name": "x"}}],
        [{"id": "D2"}],
        [{"id": "D2", "data": {"name": ""}}],
        [{"id": "D2", "data": {"name": "x", "tags": [""]}}],
        [{"id": "D2", "data": {"name": "x", "lti13Data": {}}}],
        [{"id": "x" * 256, "data": {"name": "x"}}],
        [{"id": "D2", "data": {"name": "x"}}, {"id": "D1", "data": {"name": "in use"}}],
        [{"id": "D2", "data": {"name": "x"}}, {"id": "D2", "data": {"name": "twice"}}],
    ],
)
def test_destinations_that_cannot_all_be_created_answer_400_and_none_is(
    cloud: ScormCloudClient, entries: list[Any]
) -> None:
    new_destination(cloud)
    refused(cloud.call("POST", DESTINATIONS, json={"destinations": entries}), 400)
    assert ids(cloud.get(DESTINATIONS)["destinations"]) == ["D1"]


def test_setting_a_destination_creates_it_with_a_name_and_changes_only_what_is_given(cloud: ScormCloudClient) -> None:
    refused(cloud.call("PUT", ONE, json={"notes": "n"}), 400, "body.name: is required")
    done(cloud.call("PUT", ONE, json={"name": "One", "notes": "n", "tags": ["a"]}))
    cloud.world.advance(60)
    done(cloud.call("PUT", ONE, json={"email": "e", "notes": None}))
    shown = cloud.get(ONE)
    assert [shown[key] for key in ("name", "notes", "email", "tags")] == ["One", "n", "e", ["a"]]
    assert shown["updated"] > shown["created"]
    done(cloud.call("PUT", ONE, json={"tags": []}))
    assert cloud.get(ONE)["tags"] == []
    refused(cloud.call("PUT", ONE, json={"name": ""}), 400)


def test_destinations_are_listed_in_pages_and_filtered(cloud: ScormCloudClient) -> None:
    for number in range(13):
        new_destination(cloud, f"D{number}", tags=["odd" if number % 2 else "even"])
    found = pages(cloud, DESTINATIONS, "destinations")
    assert [len(page) for page in found] == [10, 3]
    assert [row["id"] for page in found for row in page] == [f"D{number}" for number in range(13)]
    assert ids(cloud.get(DESTINATIONS, filter="d1", orderBy="created_desc")["destinations"]) == [
        "D12",
        "D11",
        "D10",
        "D1",
    ]
    assert ids(cloud.get(DESTINATIONS, filter="D7", filterBy="destination_name")["destinations"]) == ["D7"]
    assert len(cloud.get(DESTINATIONS, filter="odd", filterBy="tags")["destinations"]) == 6
    response = cloud.call("GET", DESTINATIONS, params={"tags": "odd,other", "includeTotalCount": True})
    assert response.headers["x-total-count"] == "6"
    refused(cloud.call("GET", DESTINATIONS, params={"filterBy": "mood"}), 400, "filterBy")


def test_destinations_of_a_course_are_those_it_is_dispatched_to(cloud: ScormCloudClient) -> None:
    dispatched(cloud)
    new_destination(cloud, "D2")
    assert ids(cloud.get(DESTINATIONS, courseId="C1")["destinations"]) == ["D1"]
    assert ids(cloud.get(DESTINATIONS, courseId="C2")["destinations"]) == []


def test_the_count_in_a_list_is_a_day_old_until_the_destination_is_read(cloud: ScormCloudClient) -> None:
    dispatched(cloud)

    def listed() -> Any:
        return cloud.get(DESTINATIONS, includeDispatchCount=True)["destinations"][0]["data"]["dispatchCount"]

    assert listed() == 1
    done(cloud.call("DELETE", f"{DISPATCHES}/X1"))
    response = cloud.call("GET", DESTINATIONS, params={"includeDispatchCount": True})
    assert response.json()["destinations"][0]["data"]["dispatchCount"] == 1
    assert "getDestination counts anew" in response.headers["x-emulator-hint"]
    cloud.world.advance(24 * 3600)
    assert listed() == 0
    new_dispatch(cloud)
    assert listed() == 0
    assert cloud.get(ONE, includeDispatchCount=True)["dispatchCount"] == 1
    assert listed() == 1


def test_tags_of_destinations_are_set_added_and_taken_away(cloud: ScormCloudClient) -> None:
    new_destination(cloud, "D1", tags=["a"])
    new_destination(cloud, "D2")
    done(cloud.call("PUT", f"{ONE}/tags", json={"tags": ["b", "c"]}))
    done(cloud.call("PUT", f"{DESTINATIONS}/tags", json={"ids": ["D1", "D2"], "tags": ["d"]}))
    done(cloud.call("DELETE", f"{ONE}/tags", json={"tags": ["c", "never there"]}))
    assert cloud.get(f"{ONE}/tags") == {"tags": ["b", "d"]}
    assert cloud.get(f"{DESTINATIONS}/D2/tags") == {"tags": ["d"]}
    refused(cloud.call("PUT", f"{DESTINATIONS}/tags", json={"ids": ["D1", "D3"], "tags": ["e"]}), 404, "[D3]")
    assert cloud.get(f"{ONE}/tags") == {"tags": ["b", "d"]}
    refused(cloud.call("PUT", f"{ONE}/tags", json={"tags": [""]}), 400)


def test_a_deleted_destination_takes_its_dispatches_and_tags_along(cloud: ScormCloudClient) -> None:
    dispatched(cloud, tags=["t"])
    new_destination(cloud, "D2")
    new_dispatch(cloud, "X2", destination_id="D2")
    done(cloud.call("DELETE", ONE))
    refused(cloud.call("GET", f"{DISPATCHES}/X1"), 404)
    assert ids(cloud.get(DISPATCHES)["dispatches"]) == ["X2"]
    new_destination(cloud)
    new_dispatch(cloud)
    assert cloud.get(f"{DISPATCHES}/X1/tags") == {"tags": []}
    done(cloud.call("DELETE", f"{ONE}/dispatches"))
    assert ids(cloud.get(DISPATCHES)["dispatches"]) == ["X2"]
    assert cloud.get(ONE)["name"] == "D1"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", None),
        ("DELETE", "", None),
        ("GET", "/tags", None),
        ("PUT", "/tags", {"tags": ["a"]}),
        ("DELETE", "/tags", {"tags": ["a"]}),
        ("GET", "/dispatches", None),
        ("DELETE", "/dispatches", None),
        ("POST", "/dispatches/registrationInstancing", {"enabled": True}),
        ("GET", "/dispatches/hashUserInfo", None),
        ("PUT", "/dispatches/hashUserInfo", {"enabled": True}),
        ("GET", "/dispatches/registrationCount", None),
        ("DELETE", "/dispatches/registrationCount", None),
        ("GET", "/dispatches/zip", None),
        ("GET", "/lti13", None),
    ],
)
def test_a_destination_that_is_not_there_answers_404(
    cloud: ScormCloudClient, method: str, path: str, body: Any
) -> None:
    refused(cloud.call(method, f"{DESTINATIONS}/D9{path}", json=body), 404, "Could not find destination [D9]")


def test_enabling_the_dispatches_of_no_destination_answers_400_since_no_404_is_declared(
    cloud: ScormCloudClient,
) -> None:
    refused(cloud.call("POST", f"{DESTINATIONS}/D9/dispatches/enabled", json={"enabled": True}), 400, "[D9]")


def test_dispatches_of_a_destination_are_switched_together(cloud: ScormCloudClient) -> None:
    dispatched(cloud)
    new_destination(cloud, "D2")
    new_dispatch(cloud, "X2", destination_id="D2")
    done(cloud.call("POST", f"{ONE}/dispatches/enabled", json={"enabled": False}))
    done(cloud.call("POST", f"{ONE}/dispatches/registrationInstancing", json={"enabled": False}))
    shown = {row["id"]: row["data"] for row in cloud.get(DISPATCHES)["dispatches"]}
    assert [(shown[name]["enabled"], shown[name]["instanced"]) for name in ("X1", "X2")] == [
        (False, False),
        (True, True),
    ]
    for path in ("enabled", "registrationInstancing"):
        refused(cloud.call("POST", f"{ONE}/dispatches/{path}", json={}), 400, "body.enabled")


def test_user_info_is_hashed_by_the_destination_unless_the_dispatch_says_otherwise(cloud: ScormCloudClient) -> None:
    dispatched(cloud)
    of_destination, of_dispatch = f"{ONE}/dispatches/hashUserInfo", f"{DISPATCHES}/X1/hashUserInfo"
    assert (cloud.get(of_destination), cloud.get(of_dispatch)) == ({"enabled": False}, {"enabled": False})
    done(cloud.call("PUT", of_destination, json={"enabled": True}))
    assert (cloud.get(of_destination), cloud.get(of_dispatch)) == ({"enabled": True}, {"enabled": True})
    done(cloud.call("PUT", of_dispatch, json={"enabled": False}))
    assert (cloud.get(of_destination), cloud.get(of_dispatch)) == ({"enabled": True}, {"enabled": False})
    for path in (of_destination, of_dispatch):
        refused(cloud.call("PUT", path, json={}), 400, "body.enabled")
