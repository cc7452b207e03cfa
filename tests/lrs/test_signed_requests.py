"""Requests that are signed with credentials of the auth type OAUTH: OAuth 1.0 by HMAC-SHA1, as a client's library does it."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from oauthlib.oauth1 import Client

from tests.lrs.calling import ANN, APP, AUTH, refusal, statement
from tests.lrs.test_permissions import credential
from tests.world import World

OAUTH = {"auth": {"xapiCredentialAuthType": "OAUTH"}}
VERSION = {"X-Experience-API-Version": "1.0.3"}


class Signer:
    """Calls the LRS as credentials that sign. `more` are arguments of the library's client."""

    def __init__(self, world: World, level: str = "ROOT", **more: Any) -> None:
        self.world = world
        self.id, self.secret = credential(world, level, **OAUTH)
        self.more = more

    def signed(self, method: str, resource: str, body: Any = None, **more: Any) -> dict[str, Any]:
        """A request with its signature, to be sent as it is. A form is given as text."""
        client = Client(self.id, client_secret=self.secret, **{**self.more, **more})
        form = isinstance(body, str)
        headers = {**VERSION, "Content-Type": "application/x-www-form-urlencoded" if form else "application/json"}
        url = f"{self.world.root}/lrs/{APP}/{resource}"
        url, headers, _ = client.sign(url, method, body if form else None, headers)
        content = None if body is None else body if form else json.dumps(body)
        return {"method": method, "url": url, "headers": headers, "content": content}

    def call(self, method: str, resource: str, body: Any = None, **more: Any) -> httpx.Response:
        """Sign a request and send it."""
        return self.send(self.signed(method, resource, body, **more))

    def send(self, request: dict[str, Any]) -> httpx.Response:
        """Send a request as it is."""
        return self.world.client.request(**request, auth=httpx.Auth())


def refused(response: httpx.Response, words: str) -> None:
    assert (response.status_code, words in response.text) == (401, True), response.text


def test_signed_requests_store_and_find_statements(world: World) -> None:
    signer = Signer(world)
    response = signer.call("POST", "statements", [statement()])
    assert response.status_code == 200, response.text
    [stored] = response.json()
    query = urlencode({"agent": json.dumps(ANN), "limit": 5, "format": "exact"})
    found = signer.call("GET", f"statements?{query}").json()["statements"]
    assert [each["id"] for each in found] == [stored]
    assert found[0]["authority"]["account"]["name"] == signer.id


def test_parameters_with_blanks_signs_and_letters_of_any_kind_are_signed_as_the_standard_has_it(world: World) -> None:
    signer = Signer(world, realm="https://lrs.example.com/a b")
    query = urlencode({"activityId": "https://example.com/ü?a=b&c=d+e~f", "agent": json.dumps(ANN), "stateId": "a b/*"})
    assert signer.call("PUT", f"activities/state?{query}", {"a": 1}).status_code == 204
    assert signer.call("GET", f"activities/state?{query}").json() == {"a": 1}


def test_the_alternate_syntax_is_signed_with_the_parameters_of_its_form(world: World) -> None:
    signer = Signer(world)
    form = urlencode({"limit": "1", "X-Experience-API-Version": "1.0.3"})
    response = signer.call("POST", "statements?method=GET", form)
    assert (response.status_code, response.json()["statements"]) == (200, [])


def test_a_request_that_was_changed_after_it_was_signed_is_refused(world: World) -> None:
    signer = Signer(world)
    request = signer.signed("GET", "statements?limit=1")
    refused(signer.send({**request, "url": request["url"].replace("limit=1", "limit=2")}), "not that of this request")
    refused(signer.send({**request, "method": "HEAD"}), "")
    assert signer.send(request).status_code == 200


def test_a_wrong_secret_and_credentials_that_are_not_there_are_refused(world: World) -> None:
    signer = Signer(world)
    signer.secret = "another"
    refused(signer.call("GET", "statements"), "not that of this request")
    signer.id = "nobody"
    refused(signer.call("GET", "statements"), "no such credentials")


def test_a_signed_request_is_good_once(world: World) -> None:
    signer = Signer(world)
    request = signer.signed("GET", "statements")
    assert signer.send(request).status_code == 200
    refused(signer.send(request), "nonce")


def test_of_many_who_send_the_same_signed_request_at_once_one_is_let_in(world: World) -> None:
    signer = Signer(world)
    request = signer.signed("GET", "statements")
    with ThreadPoolExecutor(6) as pool:
        statuses = sorted(response.status_code for response in pool.map(signer.send, [request] * 6))
    assert statuses == [200, 401, 401, 401, 401, 401]


@pytest.mark.parametrize("clock", [{"now": "2030-01-01T00:00:00Z", "held": True}, {"now": "2001-01-01T00:00:00Z"}])
def test_a_signature_by_the_machines_time_is_good_whatever_the_sandboxs_clock_says(
    world: World, clock: dict[str, Any]
) -> None:
    signer = Signer(world)
    world.control("PUT", "clock", json=clock)
    assert signer.call("GET", "statements").status_code == 200


def test_a_signature_by_the_sandboxs_time_is_good_for_five_minutes_of_it(world: World) -> None:
    signer = Signer(world)
    world.control("PUT", "clock", json={"now": "2030-01-01T00:00:00Z", "held": True})
    moment = 1893456000
    assert signer.call("GET", "statements", timestamp=str(moment + 300)).status_code == 200
    refused(signer.call("GET", "statements", timestamp=str(moment - 301)), "5 minutes off: it is 2029-12-31T23:54:59Z")


def test_a_signature_of_another_kind_is_refused_by_name(world: World) -> None:
    signer = Signer(world)
    refused(signer.call("GET", "statements", signature_method="HMAC-SHA256"), "HMAC-SHA256 is not supported")
    refused(signer.call("GET", "statements", signature_method="PLAINTEXT"), "PLAINTEXT is not supported")
    refused(signer.call("GET", "statements", resource_owner_key="a-token"), "no oauth_token is known")
    refused(signer.call("GET", "statements", timestamp="soon"), "seconds since 1970")


HEADERS: dict[str, Callable[[str], str]] = {
    "lacks oauth_nonce": lambda text: text.replace("oauth_nonce=", "nonce="),
    "not of the form": lambda text: text.replace('="', " "),
    "must be 1.0": lambda text: text.replace('oauth_version="1.0"', 'oauth_version="2.0"'),
}


@pytest.mark.parametrize("words", HEADERS)
def test_a_header_that_is_not_as_the_standard_has_it_is_refused_with_what_it_lacks(world: World, words: str) -> None:
    signer = Signer(world)
    request = signer.signed("GET", "statements")
    changed = HEADERS[words](request["headers"]["Authorization"])
    refused(signer.send({**request, "headers": {**VERSION, "Authorization": changed}}), words)


def test_credentials_are_taken_in_the_form_of_their_type_alone(world: World) -> None:
    signer = Signer(world)
    response = world.client.get(f"{world.root}/lrs/{APP}/statements", headers=VERSION, auth=(signer.id, signer.secret))
    refused(response, "of the auth type OAUTH")
    signer.id, signer.secret = credential(world, "ROOT")
    refused(signer.call("GET", "statements"), "of the auth type BASICAUTH")


def test_signing_gives_the_permissions_of_the_credentials_and_ends_with_them(world: World) -> None:
    signer = Signer(world, "WRITEONLY")
    assert refusal(signer.call("GET", "statements"), 403) == "these credentials may not read"
    assert signer.call("POST", "statements", statement()).status_code == 200
    world.client.delete(f"{world.scormcloud}/xapi/credentials/{signer.id}", auth=AUTH)
    refused(signer.call("POST", "statements", statement()), "no such credentials")
