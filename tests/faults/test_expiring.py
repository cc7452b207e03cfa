"""Tokens and links that expire because somebody asks for it."""

from typing import Any

import pytest

from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.nexport.calling import NexportClient
from tests.vendors.nexport.calling import refusal as refusal_of_nexport
from tests.vendors.scormcloud.calling import APP, ScormCloudClient, refusal
from tests.world import World


def expire(world: World, vendor: str, what: str, **key: str) -> int:
    expired: int = world.control("POST", "expire", json={"vendor": vendor, "what": what, **key})["expired"]
    return expired


def test_a_token_of_scorm_cloud_expires_and_the_next_one_is_good(world: World) -> None:
    cloud = ScormCloudClient(world)
    token = cloud.token("read")
    assert token.call("GET", "/courses").status_code == 200
    assert expire(world, "scormcloud", "tokens", key=APP[0]) == 1
    assert refusal(token.call("GET", "/courses"), 401) == "Authorization Required."
    assert cloud.token("read").call("GET", "/courses").status_code == 200
    assert expire(world, "scormcloud", "tokens") == 2


def test_a_token_of_nexport_expires(world: World) -> None:
    nexport = NexportClient(world)
    token, other = nexport.token, nexport.authenticate().json()["access_token"]
    url = f"{world.nexport}/AdminApi/GetOrganizations"
    assert expire(world, "nexport", "tokens", key=token) == 1
    assert "expired" in refusal_of_nexport(world.client.get(url, params={"access_token": token}), 403)
    assert "expired" not in world.client.get(url, params={"access_token": other}).text


def test_a_login_link_of_litmos_is_not_known_any_more(world: World) -> None:
    litmos = LitmosClient(world)
    litmos.new_user()
    link = litmos.call("GET", "/users/jo@example.com").json()["LoginKey"]
    assert world.client.get(link).status_code == 200
    again = litmos.call("GET", "/users/jo@example.com").json()["LoginKey"]
    assert expire(world, "litmos", "links", key=again.rpartition("=")[2]) == 1
    answer = world.client.get(again)
    assert (answer.status_code, "not known" in answer.text) == (404, True)
    assert expire(world, "litmos", "links") >= 5


def test_a_launch_link_and_a_launch_that_goes_on_expire(cloud: ScormCloudClient) -> None:
    world = cloud.world
    cloud.new_course("C1")
    cloud.register("R1")
    body = {"redirectOnExitUrl": "closer"}
    link = cloud.call("POST", "/registrations/R1/launchLink", json=body).json()["launchLink"]
    player = world.client.get(link, follow_redirects=True)
    assert player.status_code == 200
    assert expire(world, "scormcloud", "launches") == 1
    gone = world.client.get(player.url)
    assert (gone.status_code, "expired" in gone.text) == (410, True)
    assert expire(world, "scormcloud", "links", key=link.partition("?")[0].rpartition("/")[2]) == 1
    expired = world.client.get(link, follow_redirects=True)
    assert (expired.status_code, "expired" in expired.text) == (403, True)


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"vendor": "litmoss", "what": "links"}, 400, "vendor: 'litmoss' is not a vendor; the nearest is 'litmos'"),
        (
            {"vendor": "litmos", "what": "link"},
            400,
            "what: nothing called 'link' expires at litmos; the nearest is 'links'",
        ),
        ({"vendor": "nexport", "what": "tokens", "key": "x"}, 404, "nexport has no such key among its tokens"),
        ({"vendor": "nexport"}, 400, "what: Field required"),
    ],
)
def test_what_does_not_expire_is_refused(world: World, body: dict[str, Any], status: int, words: str) -> None:
    answer = world.client.post(f"{world.root}/_emulator/expire", json=body)
    assert (answer.status_code, answer.json()) == (status, {"error": words})
