"""What a seed document says once for all vendors, and of the sandbox itself: people, settings, the clock and the seed of ids."""

from typing import Any

import pytest

from tests.refusals import control_refusal
from tests.vendors.litmos.calling import OWNER
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

PEOPLE = {
    "id_seed": 42,
    "settings": {"job_mode": "instant", "litmos_rate_limit": 7},
    "clock": {"now": "2030-01-02T03:04:05Z", "held": True},
    "people": [
        {
            "key": "jo",
            "first_name": "Jo",
            "last_name": "Baba",
            "email": "jo@x.org",
            "nexport": {"organization": "Acme"},
        },
        {"count": 3, "key": "l{n}", "email": "l{n}@x.org", "litmos": {"AccessLevel": "Administrator"}},
        {"login": "guest", "litmos": False},
    ],
    "litmos": {
        "users": [{"UserName": "o@x.org", "FirstName": "O", "LastName": "W"}],
        "teams": [{"Name": "T", "Users": ["jo"]}],
    },
    "nexport": {"organizations": [{"name": "Acme"}], "groups": [{"name": "G", "members": ["jo", "guest"]}]},
    "scormcloud": {
        "courses": [{"id": "C"}],
        "registrations": [{"registrationId": "R", "courseId": "C", "learner": "jo"}],
    },
}


def test_a_person_is_there_once_and_known_to_every_vendor(world: World) -> None:
    world.seed(PEOPLE)
    query, headers = {"source": "t", "format": "json"}, {"apikey": OWNER}
    users = world.client.get(f"{world.litmos}/users", params=query, headers=headers).json()
    names = {user["UserName"] for user in users}
    assert names >= {"jo@x.org", "l1@x.org", "l2@x.org", "l3@x.org", "o@x.org"}
    assert "guest" not in names
    registration = ScormCloudClient(world).call("GET", "/registrations/R").json()
    assert registration["learner"] == {"id": "jo@x.org", "firstName": "Jo", "lastName": "Baba", "email": "jo@x.org"}


def test_settings_clock_and_ids_are_as_the_document_says(world: World, emulator: Any) -> None:
    world.seed(PEOPLE)
    assert world.control("GET", "settings")["litmos_rate_limit"] == 7
    assert world.control("GET", "clock") == {"now": "2030-01-02T03:04:05Z", "held": True, "scale": 1.0}
    world.control("POST", "reset")
    assert world.control("GET", "settings")["litmos_rate_limit"] == 100
    ids = []
    for seed in (42, 42, 43):
        world.seed({"id_seed": seed, "litmos": {"courses": [{"Name": "C"}]}})
        query, headers = {"source": "t", "format": "json"}, {"apikey": OWNER}
        ids.append(world.client.get(f"{world.litmos}/courses", params=query, headers=headers).json()[0]["Id"])
        world.control("POST", "reset")
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"people": [{"first_name": "Jo"}]}, "people[0] needs a key, a login or an email"),
        ({"people": [{"key": "a"}, {"key": "a"}]}, "people[1] has the key a, which is that of another one"),
        ({"people": [{"key": "a", "name": "x"}]}, "people[0].name is not known; key, login, email, first_name"),
        ({"people": [{"key": 7}]}, "people[0].key must be text"),
        ({"people": [{"key": "a", "litmos": 7}]}, "people[0].litmos must be an object, or false"),
        (
            {"people": [{"count": 2, "key": "a{n}", "litmos": {"Nme": 1}}]},
            "people[0] (n = 1) (litmos).Nme is not a member",
        ),
        ({"people": [{"key": "alice", "nexport": {"role": "boss"}}]}, "people[0] (nexport).role input should be"),
        ({"settings": {"job_mode": "fast"}}, "settings.job_mode Input should be"),
        ({"settings": {"job_mod": "real"}}, "settings.job_mod is not known"),
        ({"clock": {"now": "soon"}}, "clock.now"),
        ({"clock": {"shift": 3e9, "now": "2030-01-01"}}, "clock Value error, now and shift exclude each other"),
        ({"id_seed": -1}, "id_seed must be a whole number from 0"),
        (
            {
                "scormcloud": {
                    "courses": [{"id": "C"}],
                    "registrations": [{"registrationId": "R", "courseId": "C", "learner": "x"}],
                }
            },
            "scormcloud.registrations[0].learner 'x' is not the key of a person",
        ),
    ],
)
def test_what_is_wrong_with_a_person_or_the_sandbox_is_named_and_nothing_is_changed(
    world: World, change: dict[str, Any], words: str
) -> None:
    before = world.control("GET", "settings"), world.control("GET", "clock")["held"]
    answer = world.client.post(
        f"{world.root}/_emulator/seed", json={"settings": {"job_seconds": 1}, "clock": {"held": True}} | change
    )
    assert words in control_refusal(answer, 400)
    assert (world.control("GET", "settings"), world.control("GET", "clock")["held"]) == before
