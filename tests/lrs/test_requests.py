"""Requests as such: versions (Communication 3.3), errors (3.2), the alternate syntax (1.3), browsers of other origins."""

import json
from typing import Any

import pytest

from tests.lrs.calling import ANN, AUTH, COURSE, Lrs, number, statement
from tests.world import World

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("sent", "answered"),
    [("1.0", "1.0.3"), ("1.0.0", "1.0.3"), ("1.0.3", "1.0.3"), ("2.0", "2.0.0"), ("2.0.0", "2.0.0")],
)
def test_a_version_is_answered_by_its_latest_patch(world: World, sent: str, answered: str) -> None:
    response = Lrs(world, sent).call("GET", "statements")
    assert (response.status_code, response.headers["x-experience-api-version"]) == (200, answered)


@pytest.mark.parametrize("sent", [None, "", "0.95", "1.1", "1.1.0", "3.0", "x"])
def test_another_version_or_none_answers_400(world: World, sent: str | None) -> None:
    for method, resource, options in (
        ("GET", "statements", {}),
        ("POST", "statements", {"json": statement()}),
        ("PUT", "statements", {"json": statement(), "params": {"statementId": number(1)}}),
        ("GET", "agents", {"params": {"agent": ANN}}),
    ):
        response = Lrs(world).call(method, resource, headers={"X-Experience-API-Version": sent}, **options)
        assert response.status_code == 400
        assert response.headers["x-experience-api-version"] == "2.0.0"


def test_a_statement_keeps_the_version_it_came_with(lrs1: Lrs, lrs2: Lrs) -> None:
    lrs1.post(statement(id=number(1), version="1.0.1"))
    assert lrs2.get(number(1))["version"] == "1.0.1"
    lrs2.refused(statement(version="1.0.3"))
    lrs1.refused(statement(version="2.0.0"))


def test_methods_and_resources_that_are_none_answer_405_and_404(lrs: Lrs) -> None:
    for method, resource in (
        ("DELETE", "statements"),
        ("PATCH", "statements"),
        ("POST", "activities"),
        ("PUT", "activities"),
        ("DELETE", "agents"),
        ("POST", "agents"),
        ("PUT", "about"),
    ):
        assert lrs.call(method, resource, auth=None).status_code == 405
    for resource in ("", "x", "statements/x", "activities/states", "fetch"):
        assert lrs.call("GET", resource).status_code == 404


def test_credentials_are_asked_for(lrs: Lrs) -> None:
    for auth in (None, ("EMULATOR01", "x"), ("x", "emulator-secret"), ("EMULATORMG", "emulator-secret")):
        response = lrs.call("GET", "statements", auth=auth)
        assert (response.status_code, response.headers["www-authenticate"]) == (401, 'Basic realm="LRS"')
    for header in ("Basic", "Basic x", "Basic eA==", "Bearer x", "Basic \xff"):
        headers = {"Authorization": header.encode("latin-1")}
        assert lrs.call("GET", "statements", auth=None, headers=headers).status_code == 401


def test_browsers_of_other_origins_may_call(lrs: Lrs) -> None:
    response = lrs.call("OPTIONS", "activities/state", auth=None, headers={"Origin": "https://content.example.com"})
    assert (response.status_code, response.headers["access-control-allow-origin"]) == (204, "*")
    assert "X-Experience-API-Version" in response.headers["access-control-allow-headers"]
    assert "DELETE" in response.headers["access-control-allow-methods"]
    for auth in (None, AUTH):
        response = lrs.call("GET", "statements", auth=auth)
        assert response.headers["access-control-allow-origin"] == "*"
        assert "ETag" in response.headers["access-control-expose-headers"]


def alternate(lrs: Lrs, resource: str, method: str, form: dict[str, Any], **options: Any) -> Any:
    sent = {name: value if isinstance(value, str) else json.dumps(value) for name, value in form.items()}
    return lrs.call("POST", resource, params={"method": method, **options.pop("params", {})}, data=sent, **options)


def test_the_alternate_syntax_stands_for_every_request(lrs1: Lrs) -> None:
    response = alternate(lrs1, "statements", "PUT", {"statementId": number(1), "content": statement()})
    assert response.status_code == 204
    assert alternate(lrs1, "statements", "GET", {"statementId": number(1)}).json()["id"] == number(1)
    assert alternate(lrs1, "statements", "GET", {"limit": "1"}).json()["more"] == ""
    assert len(alternate(lrs1, "statements", "POST", {"content": statement()}).json()) == 1
    place = {"activityId": COURSE, "agent": ANN, "stateId": "é"}
    assert (
        alternate(
            lrs1, "activities/state", "PUT", {**place, "content": "text", "Content-Type": "text/plain"}
        ).status_code
        == 204
    )
    assert alternate(lrs1, "activities/state", "GET", place).text == "text"
    assert alternate(lrs1, "activities/state", "DELETE", place).status_code == 204


def test_headers_of_the_alternate_syntax_are_in_its_form(lrs1: Lrs) -> None:
    form = {"statementId": number(1), "content": statement(), "X-Experience-API-Version": "1.0.3"}
    form["Authorization"] = "Basic RU1VTEFUT1IwMTplbXVsYXRvci1zZWNyZXQ="
    headers = {"X-Experience-API-Version": None}
    assert alternate(lrs1, "statements", "PUT", form, headers=headers, auth=None).status_code == 204
    assert (
        alternate(lrs1, "statements", "PUT", {**form, "Authorization": "x"}, headers=headers, auth=None).status_code
        == 401
    )


def test_an_alternate_request_that_is_none_answers_400(lrs1: Lrs) -> None:
    good = {"statementId": number(1), "content": statement()}
    assert alternate(lrs1, "statements", "PUT", good, params={"statementId": number(1)}).status_code == 400
    assert alternate(lrs1, "statements", "PUT", {"statementId": number(1)}).status_code == 400
    assert alternate(lrs1, "statements", "PUT", {**good, "other": "x"}).status_code == 400
    assert lrs1.call("GET", "statements", params={"method": "POST"}).status_code == 400
    response = lrs1.call(
        "POST", "statements", params={"method": "PUT"}, content=json.dumps(good).encode(), headers=FORM
    )
    assert response.status_code == 400
    assert alternate(lrs1, "statements", "DELETE", {}).status_code == 405


def test_version_2_has_no_alternate_syntax(lrs2: Lrs) -> None:
    assert alternate(lrs2, "statements", "GET", {"limit": "1"}).status_code == 400


def test_statements_come_as_json_or_multipart_mixed_alone(lrs: Lrs) -> None:
    body = json.dumps(statement()).encode()
    for media in ("text/plain", "application/x-www-form-urlencoded", "application/xml", None):
        assert lrs.call("POST", "statements", content=body, headers={"Content-Type": media}).status_code == 400
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    assert lrs.call("POST", "statements", content=body, headers=headers).status_code == 400
    headers = {"Content-Type": "application/json; charset=utf-8"}
    assert lrs.call("POST", "statements", content=body, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"1",
        b'"x"',
        b"[null]",
        b"[[]]",
        b'{"actor": NaN}',
        b'{"verb": "\\ud800"}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":' * 2000 + b"1" + b"}" * 2000,
    ],
)
def test_a_body_that_is_no_statement_answers_400(lrs: Lrs, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    response = lrs.call("POST", "statements", content=body, headers=headers)
    assert response.status_code == 400, response.text


def test_odd_but_right_values_survive(lrs: Lrs) -> None:
    deep: Any = 1
    for _ in range(80):
        deep = {"a": [deep]} if isinstance(deep, int) else [deep]
    odd = {
        "http://example.com/deep": deep,
        "http://example.com/text": "x" * 1_000_000 + "\u0000é\U0001f600",
        "http://example.com/numbers": [2**63, -(2**63), 1e308, 0.1],
    }
    [found] = lrs.post(statement(result={"extensions": odd}))
    assert lrs.get(found)["result"]["extensions"] == odd


def test_requests_are_in_the_journal(lrs: Lrs) -> None:
    lrs.post(statement())
    entry = lrs.world.journal()[-1]
    assert (entry["request"]["method"], entry["response"]["status"]) == ("POST", 200)
    assert entry["request"]["target"].endswith("/statements")
