"""The document resources: State, Activity Profile and Agent Profile (Communication 2.2, 2.3, 2.6, 2.7) and their concurrency (3.1)."""

from hashlib import sha1
from typing import Any

import pytest

from tests.lrs.calling import ANN, BOB, COURSE, REGISTRATION, Lrs, number, refusal

STATE = ("activities/state", "stateId", {"activityId": COURSE, "agent": ANN})
ACTIVITY = ("activities/profile", "profileId", {"activityId": COURSE})
AGENT = ("agents/profile", "profileId", {"agent": ANN})
EVERY = pytest.mark.parametrize(
    ("resource", "name", "place"), [STATE, ACTIVITY, AGENT], ids=["state", "activity", "agent"]
)
PROFILES = pytest.mark.parametrize(("resource", "name", "place"), [ACTIVITY, AGENT], ids=["activity", "agent"])


def send(lrs: Lrs, method: str, at: tuple[str, str, dict[str, Any]], key: str | None = "a", **options: Any) -> Any:
    resource, name, place = at
    params = {**place, **({name: key} if key is not None else {}), **options.pop("params", {})}
    return lrs.call(method, resource, params=params, **options)


@EVERY
def test_a_document_is_kept_as_it_was_sent(lrs: Lrs, resource: str, name: str, place: dict[str, Any]) -> None:
    at = (resource, name, place)
    assert refusal(send(lrs, "GET", at), 404) == "there is no such document"
    content = b"\x00\xff text"
    response = send(lrs, "PUT", at, content=content, headers={"Content-Type": "image/x-odd"})
    assert (response.status_code, response.content) == (204, b"")
    response = send(lrs, "GET", at)
    assert (response.content, response.headers["content-type"]) == (content, "image/x-odd")
    assert response.headers["etag"] == f'"{sha1(content).hexdigest()}"'
    assert response.headers["last-modified"].endswith("GMT")
    head = send(lrs, "HEAD", at)
    assert (head.status_code, head.headers["etag"], head.content) == (200, response.headers["etag"], b"")
    assert send(lrs, "DELETE", at).status_code == 204
    assert refusal(send(lrs, "GET", at), 404) == "there is no such document"
    assert send(lrs, "DELETE", at).status_code == 204


@EVERY
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])
def test_a_form_is_a_document_like_any_other(
    lrs: Lrs, resource: str, name: str, place: dict[str, Any], kind: str
) -> None:
    at = (resource, name, place)
    content = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n'
    for broken in (b"", content[9:]):
        assert (
            send(
                lrs,
                "PUT",
                at,
                content=content + broken,
                headers={"Content-Type": kind, "If-Match": "*"} if broken else {"Content-Type": kind},
            ).status_code
            == 204
        )
        response = send(lrs, "GET", at)
        assert (response.content, response.headers["content-type"]) == (content + broken, kind)


@EVERY
def test_posted_json_is_merged_member_by_member(lrs: Lrs, resource: str, name: str, place: dict[str, Any]) -> None:
    at = (resource, name, place)
    assert send(lrs, "POST", at, json={"a": 1, "b": {"c": 1}}).status_code == 204
    assert send(lrs, "POST", at, json={"b": {"d": 2}, "e": 3}).status_code == 204
    assert send(lrs, "GET", at).json() == {"a": 1, "b": {"d": 2}, "e": 3}


@EVERY
def test_what_cannot_be_merged_answers_400(lrs: Lrs, resource: str, name: str, place: dict[str, Any]) -> None:
    at = (resource, name, place)
    send(lrs, "POST", at, key="json", json={"a": 1})
    send(lrs, "POST", at, key="text", content=b"x", headers={"Content-Type": "text/plain"})
    send(lrs, "POST", at, key="list", json=[1])
    unlike = "a document can be merged only if it and what is posted are JSON objects"
    broken = "the document is called application/json and is not JSON"
    for key, options, words in (
        ("json", {"content": b"x", "headers": {"Content-Type": "text/plain"}}, unlike),
        ("json", {"content": b"{", "headers": {"Content-Type": "application/json"}}, broken),
        ("json", {"json": [1]}, unlike),
        ("text", {"json": {"a": 1}}, unlike),
        ("list", {"json": {"a": 1}}, unlike),
        ("new", {"content": b"{", "headers": {"Content-Type": "application/json"}}, broken),
    ):
        assert refusal(send(lrs, "POST", at, key=key, **options), 400) == words
    assert send(lrs, "GET", at, key="json").json() == {"a": 1}
    assert send(lrs, "GET", at, key="text").content == b"x"


@EVERY
def test_the_ids_of_documents_are_listed_since_a_moment(
    lrs: Lrs, resource: str, name: str, place: dict[str, Any]
) -> None:
    at = (resource, name, place)
    lrs.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    for key in ("a", "b", "c"):
        send(lrs, "PUT", at, key=key, content=b"x")
        lrs.world.advance(10)
    assert send(lrs, "GET", at, key=None).json() == ["a", "b", "c"]
    assert send(lrs, "GET", at, key=None, params={"since": "2030-01-01T00:00:05Z"}).json() == ["b", "c"]
    assert send(lrs, "GET", at, key=None, params={"since": "2031-01-01T00:00:05Z"}).json() == []
    assert refusal(send(lrs, "GET", at, key=None, params={"since": "x"}), 400) == "since: must be an ISO 8601 timestamp"


@EVERY
def test_conditions_guard_a_document(lrs: Lrs, resource: str, name: str, place: dict[str, Any]) -> None:
    at = (resource, name, place)
    wrong = {"If-Match": '"1111111111111111111111111111111111111111"'}
    for method in ("PUT", "POST", "DELETE"):
        assert (
            refusal(send(lrs, method, at, headers=wrong, **body_for(method)), 412)
            == "If-Match: the document does not exist"
        )
    assert send(lrs, "PUT", at, json={"n": 1}, headers={"If-None-Match": "*"}).status_code == 204
    tag = send(lrs, "GET", at).headers["etag"]
    other, exists = "If-Match: the document has the ETag ", f"If-None-Match: the document exists, with the ETag {tag}"
    assert refusal(send(lrs, "PUT", at, json={"n": 2}, headers={"If-None-Match": "*"}), 412) == exists
    assert refusal(send(lrs, "PUT", at, json={"n": 2}, headers={"If-None-Match": tag}), 412) == exists
    for method in ("PUT", "POST", "DELETE"):
        for header in (wrong, {"If-Match": "1234"}):
            assert refusal(send(lrs, method, at, headers=header, **body_for(method)), 412).startswith(other)
    assert send(lrs, "GET", at).json() == {"n": 1}
    assert send(lrs, "PUT", at, json={"n": 2}, headers={"If-Match": f'"x", {tag}'}).status_code == 204
    assert refusal(send(lrs, "POST", at, json={"n": 3}, headers={"If-Match": tag}), 412).startswith(other)
    assert send(lrs, "POST", at, json={"n": 3}, headers={"If-Match": "*"}).status_code == 204
    tag = send(lrs, "GET", at).headers["etag"]
    assert send(lrs, "DELETE", at, headers={"If-Match": tag}).status_code == 204


def body_for(method: str) -> dict[str, Any]:
    return {} if method == "DELETE" else {"json": {"n": 9}}


@PROFILES
def test_a_profile_is_not_replaced_blindly(lrs: Lrs, resource: str, name: str, place: dict[str, Any]) -> None:
    at = (resource, name, place)
    send(lrs, "PUT", at, json={"n": 1})
    response = send(lrs, "PUT", at, json={"n": 2})
    assert (response.status_code, "If-Match" in response.text) == (409, True)
    assert send(lrs, "GET", at).json() == {"n": 1}


def test_a_state_is_replaced_blindly_in_1_only(lrs1: Lrs, lrs2: Lrs) -> None:
    assert send(lrs1, "PUT", STATE, json={"n": 1}).status_code == 204
    assert send(lrs1, "PUT", STATE, json={"n": 2}).status_code == 204
    assert (
        refusal(send(lrs2, "PUT", STATE, json={"n": 3}), 409)
        == "the document exists: send its ETag as If-Match to replace it, or If-None-Match: * to create it only"
    )
    assert send(lrs2, "GET", STATE).json() == {"n": 2}


@EVERY
@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
def test_missing_and_wrong_parameters_answer_400(
    lrs: Lrs, resource: str, name: str, place: dict[str, Any], method: str
) -> None:
    for missing in place:
        rest = {other: value for other, value in place.items() if other != missing}
        refused = send(lrs, method, (resource, name, rest), **body_for_read(method))
        assert refusal(refused, 400) == f"{missing}: is required"
        for value, words in (
            ("x", "agent is not JSON"),
            ({}, "agent: must have exactly one of mbox, mbox_sha1sum, openid, account, not 0"),
            ({"mbox": "x"}, "agent.mbox: must be a mailto IRI"),
            ({"objectType": "Group", "member": [ANN]}, "agent: an anonymous Group has no documents"),
        ):
            refused = send(lrs, method, (resource, name, {**place, missing: value}), **body_for_read(method))
            assert refusal(refused, 400) == (words if missing == "agent" else "activityId: must be an IRI")
    if method in ("PUT", "POST"):
        refused = send(lrs, method, (resource, name, place), key=None, json={})
        assert refusal(refused, 400) == f"{name}: is required"
    refused = send(lrs, method, (resource, name, place), params={"more": "x"}, **body_for_read(method))
    assert refusal(refused, 400).startswith("the parameter more is not known here; ")


def body_for_read(method: str) -> dict[str, Any]:
    return {"json": {}} if method in ("PUT", "POST") else {}


def test_a_profile_is_not_deleted_without_its_id(lrs: Lrs) -> None:
    for at in (ACTIVITY, AGENT):
        assert refusal(send(lrs, "DELETE", at, key=None), 400) == "profileId: is required"


def test_agents_are_told_apart_by_their_identifier_alone(lrs: Lrs) -> None:
    send(lrs, "PUT", AGENT, json={"n": 1})
    resource, name, _ = AGENT
    same = {"mbox": "mailto:ann@example.com", "name": "Ann the Second"}
    assert send(lrs, "GET", (resource, name, {"agent": same})).json() == {"n": 1}
    assert refusal(send(lrs, "GET", (resource, name, {"agent": BOB})), 404) == "there is no such document"
    turned = {"account": {"name": "bob", "homePage": "https://people.example.com"}}
    send(lrs, "PUT", (resource, name, {"agent": BOB}), json={"n": 2})
    assert send(lrs, "GET", (resource, name, {"agent": turned})).json() == {"n": 2}


def test_a_state_belongs_to_its_registration(lrs: Lrs) -> None:
    other = {"registration": number(9)}
    send(lrs, "PUT", STATE, key="a", json={"n": 0})
    send(lrs, "PUT", STATE, key="a", json={"n": 1}, params={"registration": REGISTRATION})
    send(lrs, "PUT", STATE, key="b", json={"n": 2}, params=other)
    assert send(lrs, "GET", STATE).json() == {"n": 0}
    assert send(lrs, "GET", STATE, params={"registration": REGISTRATION.upper()}).json() == {"n": 1}
    assert refusal(send(lrs, "GET", STATE, params=other), 404) == "there is no such document"
    assert send(lrs, "GET", STATE, key=None).json() == ["a", "b"]
    assert send(lrs, "GET", STATE, key=None, params=other).json() == ["b"]
    assert refusal(send(lrs, "GET", STATE, params={"registration": "x"}), 400) == "registration: must be a UUID"


def test_all_states_are_deleted_at_once(lrs: Lrs) -> None:
    for key, params in (("a", {}), ("b", {"registration": REGISTRATION}), ("c", {"registration": number(9)})):
        send(lrs, "PUT", STATE, key=key, json={}, params=params)
    assert send(lrs, "DELETE", STATE, key=None, params={"registration": number(9)}).status_code == 204
    assert send(lrs, "GET", STATE, key=None).json() == ["a", "b"]
    assert send(lrs, "DELETE", STATE, key=None).status_code == 204
    assert send(lrs, "GET", STATE, key=None).json() == []
