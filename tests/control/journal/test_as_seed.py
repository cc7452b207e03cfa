"""An entry of the journal as a seed document that makes the same in another sandbox."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.refusals import control_refusal
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.nexport.calling import NexportClient
from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient
from tests.world import World

ACME = "0a000000-0000-4000-8000-000000000001"
BEFORE: dict[str, Any] = {
    "litmos": {
        "courses": [{"Name": "Fire", "Id": "FIRE"}],
        "users": [{"UserName": "al@example.com", "FirstName": "A", "LastName": "L", "Id": "AL"}],
    },
    "nexport": {"organizations": [{"name": "Acme", "id": ACME}]},
    "scormcloud": {"courses": [{"id": "C1", "sample": QUIZ}], "destinations": [{"id": "D0", "name": "Shop"}]},
}
USER = "<User><UserName>jo@example.com</UserName><FirstName>Jo &amp; Co</FirstName><LastName>Baba</LastName></User>"
LEARNER = {"id": "jo", "firstName": "Jo", "lastName": "Baba"}
DISPATCH = {"destinationId": "D0", "courseId": "C1", "allowNewRegistrations": True, "notes": "For them"}
DISPATCHES = {"dispatches": [{"id": "P1", "data": DISPATCH}]}
DESTINATIONS = {"destinations": [{"id": "D1", "data": {"name": "Acme", "tags": ["a"]}}]}
NEXPORT = {
    "owner_org_id": ACME,
    "login": "jo",
    "first_name": "Jo",
    "last_name": "Baba",
    "email": "jo@example.com",
    "password": "Secret-1",
}
INVITATION = {"courseId": "C1", "creatingUserEmail": "owner@example.com", "publicInvitation": True}

Deed = Callable[[World], httpx.Response]
Look = Callable[[World], Any]


def litmos(method: str, path: str, body: Any) -> Deed:
    return lambda world: LitmosClient(world).call(method, path, json=body)


def cloud(path: str, body: Any) -> Deed:
    return lambda world: ScormCloudClient(world).call("POST", path, json=body)


def named(path: str, *members: str) -> Look:
    """These members of what Litmos lists."""
    return lambda world: [[each[name] for name in members] for each in LitmosClient(world).call("GET", path).json()]


CALLS: dict[str, tuple[Deed, Look]] = {
    "a user in XML": (
        lambda world: LitmosClient(world).xml("POST", "/users", USER),
        named("/users", "Id", "UserName", "FirstName"),
    ),
    "a course": (
        litmos("POST", "/courses", {"Name": "Water", "Code": "W", "Active": True}),
        named("/courses", "Id", "Name", "Code", "Active"),
    ),
    "a team": (litmos("POST", "/teams", {"Name": "Brigade"}), named("/teams", "Id", "Name")),
    "a user's courses": (litmos("POST", "/users/AL/courses", [{"Id": "FIRE"}]), named("/users/AL/courses", "Id")),
    "a registration": (
        cloud("/registrations", {"registrationId": "R1", "courseId": "C1", "learner": LEARNER}),
        lambda world: [
            (each["id"], each["course"]["id"], each["learner"])
            for each in ScormCloudClient(world).get("/registrations")["registrations"]
        ],
    ),
    "a destination": (
        cloud("/dispatch/destinations", DESTINATIONS),
        lambda world: [
            (each["id"], each["data"]["name"], each["data"].get("tags"))
            for each in ScormCloudClient(world).get("/dispatch/destinations")["destinations"]
        ],
    ),
    "a dispatch": (
        cloud("/dispatch/dispatches", DISPATCHES),
        lambda world: [
            (each["id"], each["data"]["courseId"], each["data"]["notes"])
            for each in ScormCloudClient(world).get("/dispatch/dispatches")["dispatches"]
        ],
    ),
    "an invitation": (
        cloud("/invitations/public", INVITATION),
        lambda world: [each["courseId"] for each in ScormCloudClient(world).get("/invitations")["invitations"]],
    ),
    "a user of NexPort, but for the password": (
        lambda world: NexportClient(world).call("POST", "/AdminApi/CreateUser", json=NEXPORT),
        lambda world: len(NexportClient(world).call("GET", "/AdminApi/GetUsers", params={"search_term": "jo@"}).json()),
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_what_a_call_made_is_made_by_its_seed(world: World, name: str) -> None:
    make, look = CALLS[name]
    other = World(world.host, f"{world.name}-copy", world.client)
    for each in (world, other):
        each.seed(BEFORE)
    answer = make(world)
    assert answer.is_success, answer.text
    [entry] = world.control("GET", "journal?limit=1")["entries"]
    seed = world.client.get(f"{world.root}/_emulator/journal/{entry['number']}", params={"as": "seed"})
    assert seed.status_code == 200, seed.text
    before = look(other)
    other.control("POST", "seed", content=seed.content)
    assert before != look(other) == look(world)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/v1.svc/users?source=me", "post_users makes nothing"),
        ("/v1.svc/users/none?source=me", "answered with 404, so it made nothing"),
        ("/v1.svc/user?source=me", "matched no operation, so it made nothing"),
    ],
)
def test_a_call_that_made_nothing_is_refused_as_a_seed(world: World, path: str, words: str) -> None:
    world.client.get(world.root + path, headers={"apikey": "litmos-account-owner"})
    refused = world.client.get(f"{world.root}/_emulator/journal/1", params={"as": "seed"})
    assert words.replace("post_users", "get_users") in control_refusal(refused, 409)
