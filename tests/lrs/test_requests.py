"""Requests as such: versions (Communication 3.3), errors (3.2), the alternate syntax (1.3), browsers of other origins."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.lrs.calling import ANN, APP, AUTH, COURSE, Lrs, number, refusal, statement
from tests.running import running
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
    lrs1.refused(statement(version="2.0.0"))


def test_version_2_takes_statements_of_version_1(lrs2: Lrs) -> None:
    held = {"contextAgents": [{"objectType": "contextAgent", "agent": ANN}]}
    lrs2.post(statement(id=number(1), version="1.0.3"))
    assert lrs2.get(number(1))["version"] == "1.0.3"
    assert "contextAgents" in lrs2.refused(statement(version="1.0.3", context=held))
    lrs2.post(statement(version="2.0.0", context=held))
    for version in ("0.9", "1.1.0", "3.0.0"):
        lrs2.refused(statement(version=version))


def test_methods_and_resources_that_are_none_answer_405_and_404(lrs: Lrs) -> None:
    for method, resource, takes in (
        ("DELETE", "statements", "GET, PUT, POST"),
        ("PATCH", "statements", "GET, PUT, POST"),
        ("POST", "activities", "GET"),
        ("PUT", "activities", "GET"),
        ("DELETE", "agents", "GET"),
        ("POST", "agents", "GET"),
        ("PUT", "about", "GET"),
    ):
        assert refusal(lrs.call(method, resource, auth=None), 405) == f"{resource} takes {takes}"
    for resource in ("", "x", "statements/x", "activities/states", "fetch"):
        assert refusal(lrs.call("GET", resource), 404).startswith(
            "no resource of an LRS; those are statements, activities/state,"
        )


def test_credentials_are_asked_for(lrs: Lrs) -> None:
    for auth in (None, ("EMULATOR01", "x"), ("x", "emulator-secret"), ("EMULATORMG", "emulator-secret")):
        response = lrs.call("GET", "statements", auth=auth)
        assert (response.status_code, response.headers["www-authenticate"]) == (401, 'Basic realm="LRS"')
    for header in ("Basic", "Basic x", "Basic eA==", "Bearer x", "Basic \xff"):
        headers = {"Authorization": header.encode("latin-1")}
        assert (
            refusal(lrs.call("GET", "statements", auth=None, headers=headers), 401)
            == "no credentials: send Basic CREDENTIAL_ID:SECRET, or the application's own id and secret"
        )


BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64)"}


@pytest.mark.parametrize(
    ("headers", "challenged"),
    [
        ({"Sec-Fetch-Mode": "cors"}, False),
        ({"Sec-Fetch-Mode": "same-origin"}, False),
        ({"Sec-Fetch-Mode": "navigate", **BROWSER}, True),
        ({**BROWSER, "Origin": "https://content.example.com", "X-Experience-API-Version": None}, False),
        (BROWSER, False),
        ({**BROWSER, "X-Experience-API-Version": None}, True),
        ({"Origin": "https://content.example.com"}, True),
    ],
)
def test_a_script_in_a_browser_is_not_challenged(lrs: Lrs, headers: dict[str, Any], challenged: bool) -> None:
    response = lrs.call("GET", "statements", auth=None, headers=headers)
    assert (response.status_code, "www-authenticate" in response.headers) == (401, challenged)


def test_the_form_s_values_win_over_headers(lrs1: Lrs) -> None:
    good = {"Authorization": "Basic RU1VTEFUT1IwMTplbXVsYXRvci1zZWNyZXQ=", "X-Experience-API-Version": "1.0.3"}
    wrong: dict[str, str] = {"Authorization": "Basic eDp5", "X-Experience-API-Version": "2.0.0", "If-None-Match": "*"}
    place = {"activityId": COURSE, "agent": json.dumps(ANN), "stateId": "a", "content": "{}"}
    for form in (good, {name.upper(): value for name, value in good.items()}):
        response = alternate(
            lrs1, "activities/state", "PUT", {**place, **form}, headers=wrong | {"If-None-Match": None}, auth=None
        )
        assert response.status_code == 204, response.text
    exists = alternate(lrs1, "activities/state", "PUT", {**place, **good}, headers=wrong, auth=None)
    assert refusal(exists, 412).startswith("If-None-Match: the document exists, with the ETag ")
    form = {**place, **good, "If-None-Match": '"other"'}
    assert alternate(lrs1, "activities/state", "PUT", form, headers=wrong, auth=None).status_code == 204
    twice = {**place, "If-Match": "*", "if-match": '"x"'}
    assert "sent twice" in refusal(alternate(lrs1, "activities/state", "PUT", twice), 400)
    newer = alternate(lrs1, "statements", "GET", {**good, "X-Experience-API-Version": "2.0.0"})
    assert refusal(newer, 400) == "xAPI 2.0 has no alternate request syntax"


def test_a_form_or_query_that_is_not_utf8_is_refused(lrs1: Lrs) -> None:
    for body in (b"activityId=%FF", b"activityId=\xff"):
        response = lrs1.call("POST", "activities", params={"method": "GET"}, content=body, headers=FORM)
        assert (response.status_code, "UTF-8" in response.text) == (400, True)
    assert "UTF-8" in refusal(lrs1.call("GET", "activities?activityId=https://example.com/%FF"), 400)
    form = "activityId=https://example.com/é".encode()
    response = lrs1.call("POST", "activities", params={"method": "GET"}, content=form, headers=FORM)
    assert response.json()["id"] == "https://example.com/é"


def test_every_answer_says_up_to_when_statements_are_there(lrs: Lrs) -> None:
    lrs.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:01.5Z"})
    said = [
        lrs.call("GET", "statements"),
        lrs.call("HEAD", "statements"),
        lrs.call("POST", "statements", json=statement()),
        lrs.call("POST", "statements", json={}),
        lrs.call("GET", "statements", auth=None),
        lrs.call("GET", "statements", params={"statementId": number(9)}),
        lrs.call("GET", "statements", headers={"X-Experience-API-Version": None}),
        lrs.call("DELETE", "statements"),
        lrs.call("OPTIONS", "statements", auth=None),
    ]
    assert [each.status_code for each in said] == [200, 200, 200, 400, 401, 404, 400, 405, 204]
    for each in said:
        assert each.headers["x-experience-api-consistent-through"] == "2030-01-01T00:00:01.500Z"
    assert said[7].headers["allow"] == "GET, PUT, POST, OPTIONS"


def test_a_body_that_is_too_large_is_refused_as_by_an_lrs(tmp_path: Path, client: httpx.Client) -> None:
    with running(tmp_path, max_body_bytes=2000) as (root, _):
        for url, words in (
            (f"{root}/~w/lrs/{APP}/statements", "Request Entity Too Large"),
            (f"{root}/~w/launch/none/lrs/statements", "the body is larger than this emulator accepts"),
        ):
            response = client.post(url, content=b"x" * 2001, headers={"X-Experience-API-Version": "1.0.3"})
            assert refusal(response, 413) == words
            assert {"x-experience-api-consistent-through", "access-control-allow-origin"} <= set(response.headers)


def test_about_needs_no_credentials(lrs: Lrs) -> None:
    for auth in (None, ("x", "y")):
        response = lrs.call("GET", "about", auth=auth, headers={"X-Experience-API-Version": None})
        assert (response.status_code, "2.0.0" in response.json()["version"]) == (200, True)
    assert "parameter x" in refusal(lrs.call("GET", "about", params={"x": "y"}, auth=None), 400)


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
        refusal(alternate(lrs1, "statements", "PUT", {**form, "Authorization": "x"}, headers=headers, auth=None), 401)
        == "no credentials: send Basic CREDENTIAL_ID:SECRET, or the application's own id and secret"
    )


def test_an_alternate_request_that_is_none_answers_400(lrs1: Lrs) -> None:
    good = {"statementId": number(1), "content": statement()}
    assert (
        refusal(alternate(lrs1, "statements", "PUT", good, params={"statementId": number(1)}), 400)
        == "the alternate request syntax has no parameter in its URL but method"
    )
    assert (
        refusal(alternate(lrs1, "statements", "PUT", {"statementId": number(1)}), 400)
        == "the alternate request syntax has its body in the form parameter content"
    )
    assert (
        refusal(alternate(lrs1, "statements", "PUT", {**good, "other": "x"}), 400)
        == "the parameter other is not known here; statementId is"
    )
    assert (
        refusal(lrs1.call("GET", "statements", params={"method": "POST"}), 400)
        == "the alternate request syntax is sent as POST"
    )
    response = lrs1.call(
        "POST", "statements", params={"method": "PUT"}, content=json.dumps(good).encode(), headers=FORM
    )
    assert refusal(response, 400) == "the alternate request syntax has its body in the form parameter content"
    assert refusal(alternate(lrs1, "statements", "DELETE", {}), 405) == "statements takes GET, PUT, POST"


def test_version_2_has_no_alternate_syntax(lrs2: Lrs) -> None:
    assert (
        refusal(alternate(lrs2, "statements", "GET", {"limit": "1"}), 400) == "xAPI 2.0 has no alternate request syntax"
    )


def test_statements_come_as_json_or_multipart_mixed_alone(lrs: Lrs) -> None:
    body = json.dumps(statement()).encode()
    form = "multipart/form-data; boundary=x"
    for media in ("text/plain", "application/x-www-form-urlencoded", form, "application/xml", None):
        assert (
            refusal(lrs.call("POST", "statements", content=body, headers={"Content-Type": media}), 400)
            == "the Content-Type must be application/json or multipart/mixed"
        )
    headers = {"Content-Type": "application/json; charset=utf-8"}
    assert lrs.call("POST", "statements", content=body, headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "the body is not JSON"),
        (b"{", "the body is not JSON"),
        (b"null", "statement: must be an object (Statement)"),
        (b"1", "statement: must be an object (Statement)"),
        (b'"x"', "statement: must be an object (Statement)"),
        (b"[null]", "statement[0]: must be an object (Statement)"),
        (b"[[]]", "statement[0]: must be an object (Statement)"),
        (b'{"actor": NaN}', "the body is not JSON"),
        (b'{"verb": "\\ud800"}', "statement.verb: must be an object (verb)"),
        (b"\xff\xfe", "the body is not JSON"),
        (b"[" * 100_000, "the body is not JSON"),
        (b'{"a":' * 2000 + b"1" + b"}" * 2000, "the body is not JSON"),
    ],
)
def test_a_body_that_is_no_statement_answers_400(lrs: Lrs, body: bytes, words: str) -> None:
    headers = {"Content-Type": "application/json"}
    response = lrs.call("POST", "statements", content=body, headers=headers)
    assert refusal(response, 400) == words


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
