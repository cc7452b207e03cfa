"""Keys, access levels, source, format and the rate limit."""

from urllib.request import Request, urlopen

import httpx
import pytest

from tests.vendors.litmos.calling import FORBIDDEN, OWNER, LitmosClient, refusal


@pytest.mark.parametrize("name", ["apikey", "apiKey", "APIKEY"])
def test_the_key_is_taken_from_the_header_or_the_query_in_any_case(litmos: LitmosClient, name: str) -> None:
    url = f"{litmos.world.litmos}/users"
    assert httpx.get(url, params={name: OWNER, "source": "t"}).status_code == 200
    assert httpx.get(url, params={"SOURCE": "t"}, headers={name: OWNER}).status_code == 200


@pytest.mark.parametrize("blank", [" ", "\t", "\r\n"])
def test_blanks_around_key_and_source_do_no_harm(litmos: LitmosClient, blank: str) -> None:
    params = {"apikey": f"{OWNER}{blank}", "source": f"tests{blank}"}
    assert litmos.call("GET", "/users", params=params, headers={"apikey": ""}).status_code == 200
    in_header = Request(f"{litmos.world.litmos}/users?source=tests", headers={"apikey": f"{OWNER} "})
    with urlopen(in_header) as response:
        assert response.status == 200
    only_blanks = litmos.call("GET", "/users", params={"source": blank})
    assert refusal(only_blanks, 403) == FORBIDDEN


@pytest.mark.parametrize("key", ["", " ", "wrong", "x" * 5000, "litmos-account owner"])
def test_a_missing_or_wrong_key_answers_403(litmos: LitmosClient, key: str) -> None:
    response = litmos.call("GET", "/users", params={"apikey": key}, headers={"apikey": ""})
    assert refusal(response, 403) == FORBIDDEN


def test_a_missing_source_answers_403_unless_the_sandbox_does_not_demand_it(litmos: LitmosClient) -> None:
    url, headers = f"{litmos.world.litmos}/users?format=json", {"apikey": OWNER}
    response = litmos.world.client.get(url, headers=headers)
    assert refusal(response, 403) == FORBIDDEN
    assert "source" in response.headers["x-emulator-hint"]
    litmos.world.settings(litmos_require_source=False)
    assert litmos.world.client.get(url, headers=headers).status_code == 200


@pytest.mark.parametrize("level", ["administrator", "team-leader", "learner"])
def test_a_key_below_the_operations_access_level_answers_403_with_the_documented_words(
    litmos: LitmosClient, level: str
) -> None:
    response = LitmosClient(litmos.world, f"litmos-{level}").call("GET", "/users")
    words = {"Detail": "You do not have the proper permissions for this call."}
    assert (response.status_code, response.json()) == (403, words)


def test_the_key_of_a_user_who_is_not_active_answers_403(litmos: LitmosClient) -> None:
    owner = litmos.call("GET", "/users", params={"search": "litmos-account-owner"}).json()[0]
    litmos.call("PUT", f"/users/{owner['Id']}", json={"Active": False})
    assert refusal(litmos.call("GET", "/users"), 403) == FORBIDDEN


def test_the_hundred_and_first_request_within_a_minute_answers_503(litmos: LitmosClient) -> None:
    litmos.world.control("PUT", "clock", json={"held": True})
    litmos.world.settings(litmos_rate_limit=100)
    statuses = [litmos.call("GET", "/courses").status_code for _ in range(101)]
    assert statuses == [200] * 100 + [503]
    response = litmos.call("GET", "/courses")
    assert (response.json(), response.reason_phrase) == ({"Detail": "Rating Limit Exceeded"}, "Rating Limit Exceeded")
    assert "retry-after" not in response.headers
    learner = LitmosClient(litmos.world, "litmos-learner").call("GET", "/courses")
    assert refusal(learner, 403) == "You do not have the proper permissions for this call", "the limit is per key"
    litmos.world.advance(60)
    assert litmos.call("GET", "/courses").status_code == 200


@pytest.mark.parametrize(
    ("headers", "query", "expected"),
    [
        ({}, {"format": "json"}, "json"),
        ({"Content-Type": "application/xml"}, {}, "xml"),
        ({"Content-Type": "application/json", "Accept": "application/json"}, {}, "json"),
        ({"Content-Type": "application/json"}, {}, "json"),
        ({"Accept": "application/xml"}, {}, "xml"),
        ({"Content-Type": "text/xml"}, {"format": "json"}, "json"),
        ({"Content-Type": "application/json"}, {"format": "xml"}, "xml"),
        ({"Accept": "*/*"}, {}, "xml"),
        ({}, {"FORMAT": "JSON"}, "json"),
    ],
)
def test_the_format_is_chosen_by_the_rule_that_fits_every_recording(
    litmos: LitmosClient, headers: dict[str, str], query: dict[str, str], expected: str
) -> None:
    url = f"{litmos.world.litmos}/users"
    response = litmos.world.client.get(url, params={"source": "t", **query}, headers={"apikey": OWNER, **headers})
    assert response.headers["content-type"] == f"application/{expected}; charset=utf-8"


@pytest.mark.parametrize("value", ["yaml", "jsn", ""])
def test_a_format_that_is_none_of_the_two_is_named_in_a_hint(litmos: LitmosClient, value: str) -> None:
    query = {"source": "t", "format": value}
    response = litmos.world.client.get(f"{litmos.world.litmos}/users", params=query, headers={"apikey": OWNER})
    assert (response.status_code, response.headers["content-type"]) == (200, "application/xml; charset=utf-8")
    assert "format: " in response.headers["x-emulator-hint"]


def test_doubled_slashes_and_a_bare_question_mark_are_harmless(litmos: LitmosClient) -> None:
    base = litmos.world.litmos
    url = f"{base}//courses?&source=t&apikey={OWNER}"
    assert litmos.world.client.get(url).status_code == 200
    assert litmos.world.client.get(f"{base}/COURSES/?source=t&apikey={OWNER}").status_code == 200
