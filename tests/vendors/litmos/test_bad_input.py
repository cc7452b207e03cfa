"""What must never happen: a framework's error body, a 500, a change by a request that was refused."""

import pytest
from lxml import etree

from tests.vendors.litmos.calling import LitmosClient

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<User><UserName>&b;</UserName></User>"
)
EXTERNAL = '<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/passwd">]><User><UserName>&x;</UserName></User>'


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<User>",
        b"<Users/>",
        b"not xml",
        BOMB.encode(),
        EXTERNAL.encode(),
        b"<User>" * 5000,
        b"<User><UserName>\xff\xfe</UserName></User>",
        b"<User><UserName>jo@example.com</UserName><Active>perhaps</Active></User>",
        b"<User><Id></Id><UserName><b>nested</b></UserName></User>",
    ],
)
def test_bad_xml_answers_400_in_the_vendors_envelope_and_changes_nothing(litmos: LitmosClient, body: bytes) -> None:
    before = litmos.call("GET", "/users").json()
    response = litmos.xml("POST", "/users", body)
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/xml"
    assert etree.fromstring(response.content).findtext("Detail")
    assert litmos.call("GET", "/users").json() == before


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b"null",
        b'{"UserName": {"a": 1}}',
        b'{"UserName": ["a"]}',
        b'{"UserName": "jo@example.com", "Active": []}',
        b'{"UserName": "jo\\u0000@example.com"}',
        b'{"UserName": "jo\\ud800@example.com"}',
        b'{"UserName": 7}',
        b"\xff",
        b"[" * 100_000,
    ],
)
def test_bad_json_answers_400_in_the_vendors_envelope_and_changes_nothing(litmos: LitmosClient, body: bytes) -> None:
    before = litmos.call("GET", "/users").json()
    response = litmos.call("POST", "/users", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code in (400, 409)
    assert list(response.json()) == ["Detail"]
    assert litmos.call("GET", "/users").json() == before


def test_an_unknown_path_answers_404_and_the_hint_says_that_no_contract_has_it(litmos: LitmosClient) -> None:
    response = litmos.call("GET", "/nothing/here")
    assert (response.status_code, list(response.json())) == (404, ["Detail"])
    assert response.headers["x-emulator-hint"] == "not an operation of litmos"


def test_a_wrong_method_answers_405_and_the_hint_names_the_right_ones(litmos: LitmosClient) -> None:
    response = litmos.call("PATCH", "/users")
    assert (response.status_code, list(response.json())) == (405, ["Detail"])
    assert "GET, POST" in response.headers["x-emulator-hint"]


def test_a_body_of_another_media_type_answers_415(litmos: LitmosClient) -> None:
    response = litmos.call("POST", "/users", content=b"x", headers={"Content-Type": "image/png"})
    assert (response.status_code, list(response.json())) == (415, ["Detail"])


def test_a_body_over_the_limit_answers_413_without_being_kept(litmos: LitmosClient) -> None:
    response = litmos.call("POST", "/users", content=b" " * (33 * 1024 * 1024))
    assert (response.status_code, list(response.json())) == (413, ["Detail"])


def test_a_query_parameter_that_is_not_declared_is_let_through_and_noted(litmos: LitmosClient) -> None:
    response = litmos.call("GET", "/courses", params={"colour": "red"})
    assert response.status_code == 200
    assert "colour" in response.headers["x-emulator-hint"]
    assert "colour" in litmos.world.journal(operation="get_courses")[-1]["notes"][0]


@pytest.mark.parametrize(
    "path", ["/users/%00", "/users/%FF", "/users/" + "x" * 8000, "/users/%2e%2e%2f", "/users/' OR 1=1"]
)
def test_odd_ids_are_merely_unknown(litmos: LitmosClient, path: str) -> None:
    response = litmos.call("GET", path)
    assert response.status_code in (400, 404)
    assert list(response.json()) == ["Detail"]


def test_a_control_character_which_xml_cannot_hold_is_refused(litmos: LitmosClient) -> None:
    response = litmos.call("POST", "/users", json={"UserName": "jo@example.com", "City": "a\x0bb"})
    assert response.status_code == 400
    assert "control character" in response.headers["x-emulator-hint"]
