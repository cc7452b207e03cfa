"""Who may do what: credentials of the vendor's xAPI service, an application's own secret, and what each sees."""

from typing import Any

import httpx
import pytest

from tests.lrs.calling import ANN, APP, AUTH, COURSE, Lrs, number, refusal, statement
from tests.world import World


def credential(world: World, level: str = "DEFAULT", **members: Any) -> tuple[str, str]:
    """New credentials: (id, secret)."""
    body = {
        "name": f"A {level}",
        "secret": "s3cret:with a colon",
        "isEnabled": True,
        "auth": {"xapiCredentialAuthType": "BASICAUTH"},
        "permissionsLevel": {"xapiCredentialPermissionsLevel": level},
        **members,
    }
    response = world.client.post(f"{world.scormcloud}/xapi/credentials", json=body, auth=AUTH)
    assert response.status_code == 200, response.text
    return response.json()["result"], body["secret"]


LEVELS = {
    # level: (may write, sees its own, sees those of others)
    "DEFAULT": (True, True, False),
    "USER": (False, True, True),
    "ROOT": (True, True, True),
    "READONLY": (False, True, False),
    "WRITEONLY": (True, False, False),
}


def may(allowed: bool, response: httpx.Response, words: str, status: int = 403) -> None:
    """It goes well if it is allowed, and is refused with these words if not."""
    if allowed:
        assert response.status_code in (200, 204), response.text
    else:
        assert refusal(response, status) == words


@pytest.mark.parametrize("level", LEVELS)
def test_a_permissions_level_allows_what_it_says(world: World, level: str) -> None:
    may_write, reads, reads_all = LEVELS[level]
    lrs = Lrs(world, auth=credential(world, level))
    Lrs(world).post(statement(id=number(1)))
    may(may_write, lrs.call("POST", "statements", json=statement(id=number(2))), "these credentials may not write")
    may(reads, lrs.call("GET", "statements"), "these credentials may not read")
    if reads:
        found = [number(value) for value, seen in ((2, may_write), (1, reads_all)) if seen]
        assert lrs.ids() == lrs.ids(activity=COURSE) == lrs.ids(activity=COURSE, agent=ANN) == found
        one = lrs.call("GET", "statements", params={"statementId": number(1)})
        may(reads_all, one, "there is no such statement", 404)
    place = {"activityId": COURSE, "agent": ANN, "stateId": "a"}
    may(may_write, lrs.call("PUT", "activities/state", params=place, json={}), "these credentials may not write")
    state = lrs.call("GET", "activities/state", params=place)
    if reads:
        may(may_write, state, "there is no such document", 404)
    else:
        assert refusal(state, 403) == "these credentials may not read"
    assert lrs.call("GET", "about").status_code == 200


def test_the_credential_is_the_authority_of_what_it_stores(world: World) -> None:
    auth = credential(world, "ROOT")
    [found] = Lrs(world, auth=auth).post(statement(authority=ANN))
    authority = Lrs(world).get(found)["authority"]
    assert (authority["account"]["name"], authority["name"]) == (auth[0], "A ROOT")


def test_credentials_that_are_not_enabled_answer_401(world: World) -> None:
    auth = credential(world, "ROOT", isEnabled=False)
    assert refusal(Lrs(world, auth=auth).call("GET", "statements"), 401) == "the credentials are not enabled"


def test_deleted_credentials_answer_401(world: World) -> None:
    auth = credential(world)
    world.client.delete(f"{world.scormcloud}/xapi/credentials/{auth[0]}", auth=AUTH)
    assert refusal(Lrs(world, auth=auth).call("GET", "statements"), 401) == "the application has no such credentials"


def test_credentials_of_another_sandbox_answer_401(world: World, client: Any) -> None:
    auth = credential(world)
    other = World(world.host, f"{world.name}-other", client)
    assert refusal(Lrs(other, auth=auth).call("GET", "statements"), 401) == "the application has no such credentials"
    assert APP in Lrs(other).url
