"""What must never happen: a framework's error body, a 500, a change by a request that was refused."""

from urllib.parse import unquote

import pytest
from lxml import etree

from tests.vendors.litmos.calling import LitmosClient

MALFORMED = "Please check the xml/json in the body of the request."
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<User><UserName>&b;</UserName></User>"
)
EXTERNAL = '<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/passwd">]><User><UserName>&x;</UserName></User>'


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "body: the document is empty."),
        (b"<User>", "body: line 1: the file ends before <User> of line 1 is closed."),
        (b"<Users/>", "body: the root is Users, not User"),
        (b"not xml", "body: line 1: no XML element begins here; the file is not XML."),
        (BOMB.encode(), "body: the document has a DOCTYPE, which is not accepted."),
        (EXTERNAL.encode(), "body: the document has a DOCTYPE, which is not accepted."),
        (b"<User>" * 5000, "body: line 1: elements are nested more than 256 deep."),
        (b"<User><UserName>\xff\xfe</UserName></User>", "body: line 1: there are bytes that are not of the declared"),
        (
            b"<User><UserName>jo@x.example</UserName><Active>perhaps</Active></User>",
            "User.Active: must be true or false",
        ),
        (b"<User><Id></Id><UserName><b>nested</b></UserName></User>", "body.UserName: is required"),
    ],
)
def test_bad_xml_answers_400_in_the_vendors_envelope_and_changes_nothing(
    litmos: LitmosClient, body: bytes, why: str
) -> None:
    before = litmos.call("GET", "/users").json()
    response = litmos.xml("POST", "/users", body)
    assert (response.status_code, response.headers["content-type"]) == (400, "application/xml")
    assert etree.fromstring(response.content).findtext("Detail") == MALFORMED
    assert response.headers["x-emulator-hint"].startswith(why)
    assert litmos.call("GET", "/users").json() == before


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "body: is not JSON: Input is a zero-length, empty document"),
        (b"{", "body: is not JSON: unexpected end of data"),
        (b"[]", "body: must be an object"),
        (b"7", "body: must be an object"),
        (b"null", "body: must be an object"),
        (b'{"UserName": {"a": 1}}', "body.UserName: must be text"),
        (b'{"UserName": ["a"]}', "body.UserName: must be text"),
        (b'{"UserName": "jo@example.com", "Active": []}', "body.Active: must be true or false"),
        (b'{"UserName": "jo\\u0000@example.com"}', "body.UserName: has a NUL character"),
        (b"\xff", "body: is not JSON: str is not valid UTF-8"),
        (b"[" * 100_000, "body: is not JSON: depth limit exceeded"),
    ],
)
def test_bad_json_answers_400_in_the_vendors_envelope_and_changes_nothing(
    litmos: LitmosClient, body: bytes, why: str
) -> None:
    before = litmos.call("GET", "/users").json()
    response = litmos.call("POST", "/users", content=body, headers={"Content-Type": "application/json"})
    assert (response.status_code, response.json()) == (400, {"Detail": MALFORMED})
    assert response.headers["x-emulator-hint"].startswith(why)
    assert litmos.call("GET", "/users").json() == before


def test_a_number_in_place_of_a_text_is_read_as_one(litmos: LitmosClient) -> None:
    words = "Username must be greater than 3 characters."
    response = litmos.call("POST", "/users", json={"UserName": 7})
    assert (response.status_code, response.json()) == (409, {"Detail": words})


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
    ("odd", "status", "words"),
    [
        ("%00", 400, "Bad Request. Please check that your URI and request body are properly formed."),
        ("x" * 8000, 400, "Bad Request. Please check that your URI and request body are properly formed."),
        ("%FF", 404, "User - \ufffd was not found"),
        ("%2e%2e%2f", 404, "User - ../ was not found"),
        ("' OR 1=1", 404, "User - ' OR 1=1 was not found"),
    ],
)
def test_an_odd_id_is_unknown_and_one_that_cannot_be_is_refused(
    litmos: LitmosClient, odd: str, status: int, words: str
) -> None:
    response = litmos.call("GET", f"/users/{odd}")
    assert (response.status_code, response.json()) == (status, {"Detail": words})


@pytest.mark.parametrize("odd", ["%0D%0AX-Evil:%201", "%0A", "%09", "%7F", "%C2%85", "%E2%80%A8"])
def test_what_a_caller_writes_ends_no_line_of_the_head(litmos: LitmosClient, odd: str) -> None:
    response = litmos.call("GET", f"/users/a{odd}b", params={unquote(f"c{odd}d"): "1"})
    words = f"User - a{unquote(odd)}b was not found"
    assert response.json() == {"Detail": words}
    assert response.reason_phrase == "".join(each if each.isprintable() else " " for each in words)
    assert "x-evil" not in response.headers
    assert response.headers["server"] == "Microsoft-IIS/7.5"


def test_a_control_character_which_xml_cannot_hold_is_refused(litmos: LitmosClient) -> None:
    response = litmos.call("POST", "/users", json={"UserName": "jo@example.com", "City": "a\x0bb"})
    assert response.status_code == 400
    assert "control character" in response.headers["x-emulator-hint"]


def test_the_allow_header_of_a_405_is_on_no_other_answer(litmos: LitmosClient) -> None:
    assert litmos.call("PATCH", "/users").headers["allow"]
    assert "allow" not in litmos.call("GET", "/users").headers
