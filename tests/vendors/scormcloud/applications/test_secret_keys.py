"""Secret keys of applications, which the vendor calls credentials."""

from typing import Any

import pytest

from tests.vendors.scormcloud.calling import APP, MANAGEMENT_APP, ScormCloudClient, refusal

KEYS = "/appManagement/EMULATOR01/credentials"


@pytest.fixture
def manager(cloud: ScormCloudClient) -> ScormCloudClient:
    """A client with the App Management application's credentials."""
    return ScormCloudClient(cloud.world, MANAGEMENT_APP)


def pings(client: ScormCloudClient, secret: str) -> int:
    return client.call("GET", "/ping", auth=(APP[0], secret)).status_code


def test_an_application_may_have_several_keys_and_each_opens_it(manager: ScormCloudClient) -> None:
    manager.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    response = manager.call("POST", KEYS, json={"name": "second", "active": True})
    assert response.status_code == 200
    key = response.json()
    assert key == {
        "id": key["id"],
        "name": "second",
        "credential": key["credential"],
        "status": "active",
        "created": "2030-01-01T00:00:00.000Z",
        "updated": "2030-01-01T00:00:00.000Z",
    }
    listed = manager.get(KEYS)["credentials"]
    assert listed[1] == key
    assert [row["credential"] for row in listed] == [APP[1], key["credential"]]
    assert (pings(manager, key["credential"]), pings(manager, APP[1])) == (200, 200)


def test_a_key_that_is_not_active_is_refused_until_it_is_active_again(manager: ScormCloudClient) -> None:
    manager.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    key = manager.call("POST", KEYS, json={"active": False}).json()
    assert (key["status"], pings(manager, key["credential"])) == ("inactive", 401)
    path = f"{KEYS}/{key['id']}"
    manager.world.advance(60)
    response = manager.call("PUT", path, json={"active": True})
    assert (response.status_code, response.content) == (204, b"")
    assert pings(manager, key["credential"]) == 200
    assert manager.call("PUT", path, json={"active": False, "name": "old"}).status_code == 204
    response = manager.call("GET", "/ping", auth=(APP[0], key["credential"]))
    assert (response.status_code, response.json()) == (401, {"error": "Authorization Required."})
    assert response.headers["x-emulator-hint"] == "the secret is not active"
    shown = manager.get(KEYS)["credentials"][1]
    assert (shown["name"], shown["status"], shown["updated"]) == ("old", "inactive", "2030-01-01T00:01:00.000Z")


def test_a_deleted_key_opens_nothing_and_the_last_one_may_go(manager: ScormCloudClient) -> None:
    key = manager.get(KEYS)["credentials"][0]
    response = manager.call("DELETE", f"{KEYS}/{key['id']}", json={})
    assert (response.status_code, response.content) == (204, b"")
    assert pings(manager, APP[1]) == 401
    assert manager.get(KEYS) == {"credentials": []}
    again = manager.call("POST", KEYS, json={}).json()["credential"]
    assert pings(manager, again) == 200


def test_an_unknown_key_or_application_answers_404(manager: ScormCloudClient) -> None:
    for method in ("PUT", "DELETE"):
        response = manager.call(method, f"{KEYS}/abc", json={"name": "A"})
        words = "Could not find credential [abc]"
        assert (response.status_code, response.json()) == (404, {"error": words, "message": words})
        response = manager.call(method, "/appManagement/abc/credentials/x", json={"name": "A"})
        words = "Could not find application [abc]"
        assert (response.status_code, response.json()) == (404, {"error": words, "message": words})


def test_a_key_of_another_application_is_not_reached(manager: ScormCloudClient) -> None:
    app_id = manager.call("POST", "/appManagement/applications", json={"name": "A"}).json()["id"]
    key = manager.get(KEYS)["credentials"][0]
    for method in ("PUT", "DELETE"):
        path = f"/appManagement/{app_id}/credentials/{key['id']}"
        refused = manager.call(method, path, json={"active": False})
        assert refusal(refused, 404) == f"Could not find credential [{key['id']}]"
    assert pings(manager, APP[1]) == 200


def test_a_key_that_cannot_be_answers_400(manager: ScormCloudClient) -> None:
    bodies: list[tuple[Any, str]] = [
        ({"active": "perhaps"}, "body.active: must be true or false"),
        ({"name": [7]}, "body.name: must be text"),
        ([], "body: must be an object"),
    ]
    for body, words in bodies:
        assert refusal(manager.call("POST", KEYS, json=body), 400) == words
    assert len(manager.get(KEYS)["credentials"]) == 1
