"""What has changed since a snapshot, in the vendors' terms, and never a secret."""

import json
from typing import Any

from tests.refusals import control_refusal
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.nexport.calling import NexportClient
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World
from tests.worlds.forking import furnish


def changes(world: World, since: str = "a", **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = world.control("GET", f"snapshots/{since}/changes", params=query)["changes"]
    return found


def save(world: World, name: str) -> None:
    world.control("POST", "snapshots", json={"name": name})


def test_what_was_created_changed_and_deleted_is_listed_with_its_noun(world: World) -> None:
    furnish(world)
    user = LitmosClient(world).new_user("old@example.com", FirstName="Old")
    save(world, "a")
    assert changes(world) == []
    made = LitmosClient(world).new_user("new@example.com")
    LitmosClient(world).call("PUT", f"/users/{user['Id']}", json={**user, "FirstName": "Other"})
    ScormCloudClient(world).call("DELETE", "/registrations/R1")
    found = {(each["vendor"], each["noun"], each["change"], each["label"]): each for each in changes(world)}
    assert found["litmos", "user", "created", "new@example.com"]["id"] == {"id": made["Id"]}
    changed = found["litmos", "user", "changed", "old@example.com"]
    assert changed["members"]["first_name"] == {"before": "Old", "after": "Other"}
    assert changed["members"]["updated_date"]["after"].endswith("Z")
    deleted = found["scormcloud", "registration", "deleted", None]
    assert deleted["id"] == {"app_id": "EMULATOR01", "id": "R1"}
    save(world, "b")
    whole = changes(world)
    world.control("POST", "reset")
    assert changes(world, to="b") == whole
    assert {each["change"] for each in changes(world, "b")} == {"deleted"}
    assert len(changes(world, "b", limit=2)) == 2


def test_no_secret_is_shown(world: World) -> None:
    save(world, "a")
    secrets = ("s3cret-word", "s3cret-app", "s3cret-post")
    world.seed({"nexport": {"users": [{"login": "ann", "password": secrets[0]}]}})
    world.control("POST", "credentials", json={"vendor": "scormcloud", "key": world.name, "secret": secrets[1]})
    furnish(world)
    back = {"url": "http://127.0.0.1:9/x", "authType": "httpbasic", "userName": "u", "password": secrets[2]}
    assert ScormCloudClient(world).register("P", "C1", postBack=back).is_success
    token = NexportClient(world, "ann", secrets[0]).token
    key = LitmosClient(world).call("GET", "/users").json()[0]["Id"]
    link = LitmosClient(world).call("GET", f"/users/{key}").json()["LoginKey"].rpartition("=")[2]
    text = json.dumps(changes(world))
    assert "(hidden)" in text
    assert not [secret for secret in (*secrets, token, link) if secret in text]


def test_what_is_not_there_or_not_known_is_refused(world: World) -> None:
    save(world, "a")
    for path, status, words in (
        ("b/changes", 404, "no snapshot b"),
        ("a/changes?to=b", 404, "no snapshot b"),
        ("a/changes?limit=0", 400, "limit"),
        ("a/changes?since=b", 400, "since"),
    ):
        answer = world.client.get(f"{world.root}/_emulator/snapshots/{path}")
        assert words in control_refusal(answer, status)
