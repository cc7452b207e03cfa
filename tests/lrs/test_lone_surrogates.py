"""Half a character (a lone surrogate) in what a client sends: it is kept as it came, wherever a text may be."""

from typing import Any

import orjson
import pytest

from emulator.store import json_text
from tests.lrs.calling import ANN, COURSE, VERB, Lrs, number, refusal, statement
from tests.lrs.cmi5.lms import Au
from tests.receiving import receiving
from tests.vendors.scormcloud.calling import ScormCloudClient

HALF = "cut \ud83d"
JSON = {"Content-Type": "application/json"}
ACCOUNT = {"objectType": "Agent", "name": HALF, "account": {"homePage": "https://people.example.com", "name": HALF}}


def post(lrs: Lrs, *sent: dict[str, Any]) -> Any:
    response = lrs.call("POST", "statements", content=json_text.write(list(sent)), headers=JSON)
    assert response.status_code == 200, response.text
    return response.json()


def get(lrs: Lrs, resource: str, **params: Any) -> Any:
    sent = {
        name: value if isinstance(value, str) else json_text.write(value).decode() for name, value in params.items()
    }
    response = lrs.call("GET", resource, params=sent)
    assert response.status_code == 200, response.text
    return json_text.read(response.content)


def odd(**members: Any) -> dict[str, Any]:
    """A statement with a lone surrogate wherever a text may be."""
    texts = {"en": HALF}
    about = {"id": COURSE, "definition": {"name": texts, "description": texts, "extensions": {COURSE: {HALF: HALF}}}}
    context = {"platform": HALF, "revision": HALF, "instructor": ACCOUNT}
    result = {"response": HALF, "extensions": {COURSE: [HALF]}}
    verb = {"id": f"{VERB}did", "display": texts}
    usual = {"actor": ACCOUNT, "verb": verb, "object": about, "context": context, "result": result}
    return {**statement(), **usual, **members}


def test_a_statement_comes_back_as_it_was_sent(lrs: Lrs) -> None:
    sent = odd(id=number(1))
    post(lrs, sent)
    post(lrs, sent)  # the same again
    found = get(lrs, "statements", statementId=number(1))
    assert {name: found[name] for name in sent} == sent
    agent = json_text.write(ACCOUNT).decode()
    for name, value in (("format", "ids"), ("format", "canonical"), ("attachments", "true"), ("verb", f"{VERB}did")):
        response = lrs.call("GET", "statements", params={name: value, "agent": agent})
        assert (response.status_code, rb"cut \ud83d" in response.content) == (200, True), response.text
    [same] = get(lrs, "statements", agent=ACCOUNT)["statements"]
    assert same["result"]["response"] == HALF
    other = {**ACCOUNT, "account": {"homePage": "https://people.example.com", "name": "cut \ud83e"}}
    assert get(lrs, "statements", agent=other)["statements"] == []
    response = lrs.call(
        "POST", "statements", content=json_text.write({**sent, "result": {"response": "cut \ud83e"}}), headers=JSON
    )
    assert refusal(response, 409).endswith("is stored already, and is not the same")


def test_what_is_known_of_agents_and_activities_comes_back(lrs: Lrs) -> None:
    post(lrs, odd(), odd(id=number(2), actor=ANN))
    assert get(lrs, "activities", activityId=COURSE)["definition"]["name"] == {"en": HALF}
    assert get(lrs, "agents", agent=ACCOUNT)["name"] == [HALF]


def test_statements_that_refer_to_others_are_followed(lrs: Lrs) -> None:
    reference = {"objectType": "StatementRef", "id": number(1)}
    post(lrs, odd(id=number(1)), statement(id=number(2), object=reference))
    assert len(get(lrs, "statements", agent=ACCOUNT)["statements"]) == 2
    voiding = {"id": "http://adlnet.gov/expapi/verbs/voided"}
    post(lrs, statement(verb=voiding, object=reference))
    assert get(lrs, "statements", voidedStatementId=number(1))["actor"] == ACCOUNT


def test_documents_are_kept_byte_by_byte_and_merged(lrs: Lrs) -> None:
    place = {"activityId": COURSE, "agent": json_text.write(ACCOUNT).decode(), "stateId": "suspend"}
    body = rb'{"a": "\ud83d", "b": 1}'
    assert lrs.call("PUT", "activities/state", params=place, content=body, headers=JSON).status_code == 204
    assert lrs.call("GET", "activities/state", params=place).content == body
    response = lrs.call("POST", "activities/state", params=place, content=rb'{"b": "\ude00"}', headers=JSON)
    assert response.status_code == 204, response.text
    assert json_text.read(lrs.call("GET", "activities/state", params=place).content) == {"a": "\ud83d", "b": "\ude00"}
    profile = {"agent": place["agent"], "profileId": "p"}
    assert lrs.call("POST", "agents/profile", params=profile, content=body, headers=JSON).status_code == 204
    assert lrs.call("GET", "agents/profile", params={"agent": place["agent"]}).json() == ["p"]


@pytest.mark.parametrize(
    "members",
    [
        {"object": {"id": "https://example.com/\ud83d"}},
        {"actor": {"mbox": "mailto:\ud83d@example.com"}},
        {"verb": {"id": "https://example.com/\ud83d"}},
        {"result": {"extensions": {"https://example.com/\ud83d": 1}}},
        {"\ud83d": 1},
    ],
)
def test_where_no_text_may_have_it_the_member_is_named(lrs: Lrs, members: dict[str, Any]) -> None:
    response = lrs.call("POST", "statements", content=json_text.write(statement(**members)), headers=JSON)
    assert (response.status_code, response.text.startswith("statement.")) == (400, True)


def test_a_cmi5_unit_may_say_it(au: Au) -> None:
    sent = au.statement("experienced", response=HALF)
    response = au.lrs.call("POST", "statements", content=json_text.write(sent), headers=JSON)
    assert response.status_code == 200, response.text
    au.say("completed")


def test_the_vendor_shows_and_forwards_it(lrs1: Lrs) -> None:
    cloud = ScormCloudClient(lrs1.world)
    lrs1.world.settings(job_mode="instant")
    cloud.new_course("C1", "tincan-minimal.zip")
    registration = "ec531277-b57b-4c15-8d91-d292c5b2b8f7"
    cloud.register("R1", xapiRegistrationId=registration)
    with receiving() as target:
        body = {"target": {"url": target.url}}
        assert cloud.call("POST", "/xapi/statementPipes", json=body).status_code == 200
        post(lrs1, odd(context={"registration": registration, "platform": HALF}))
        lrs1.world.advance(60)
        forwarded = [each for each in target.received if each.body]
        assert r"cut \ud83d" in forwarded[0].body
    shown = cloud.get("/registrations/R1/xAPIStatements")["statements"]
    assert shown[0]["context"]["platform"] == "cut \ufffd"
    assert orjson.loads(cloud.call("GET", "/courses/C1/xAPIStatements").content)["statements"]
