"""Formatting requirements, statement properties and special data types (Data 2.2, 2.4, 4)."""

from typing import Any

import pytest

from tests.lrs.calling import ANN, BOB, COURSE, REGISTRATION, VERB, Lrs, number, statement

IRI, TEXT_LIST = "http://example.com/x", ["a"]
GROUP = {"objectType": "Group", "member": [ANN]}
IDENTIFIED = {"objectType": "Group", "mbox": "mailto:team@example.com"}
REFERENCE = {"objectType": "StatementRef", "id": number(1)}
INNER = {"objectType": "SubStatement", **statement()}
ATTACHMENT = {
    "usageType": IRI,
    "display": {"en": "file"},
    "contentType": "text/plain; charset=ascii",
    "length": 27,
    "sha2": "495395e777cd98da653df9615d09c0fd6bb2f8d4788394cd53c56a3bfdcd848a",
    "fileUrl": "https://example.com/file.txt",
}


def activity(**definition: Any) -> dict[str, Any]:
    return {"object": {"objectType": "Activity", "id": COURSE, "definition": definition}}


def result(**members: Any) -> dict[str, Any]:
    return {"result": members}


def context(**members: Any) -> dict[str, Any]:
    return {"context": members}


VALID: dict[str, dict[str, Any]] = {
    "id": {"id": number(5)},
    "agent by account": {"actor": BOB},
    "agent by sha1": {"actor": {"mbox_sha1sum": "a" * 40}},
    "agent by openid": {"actor": {"openid": "https://ann.example.com/"}},
    "agent with a name": {"actor": {**ANN, "name": "Ann"}},
    "anonymous group": {"actor": GROUP},
    "identified group": {"actor": IDENTIFIED},
    "identified group with members": {"actor": {**IDENTIFIED, "member": [ANN, BOB]}},
    "verb with display": {"verb": {"id": IRI, "display": {"en-US": "did", "de": "tat"}}},
    "full definition": activity(
        name={"en": "A"}, description={"zh-Hant-TW": "B"}, type=IRI, moreInfo=IRI, extensions={IRI: None}
    ),
    "choice": activity(interactionType="choice", choices=[{"id": "a", "description": {"en": "A"}}]),
    "likert": activity(interactionType="likert", scale=[{"id": "a"}]),
    "matching": activity(interactionType="matching", source=[{"id": "a"}], target=[{"id": "b"}]),
    "performance": activity(interactionType="performance", steps=[{"id": "a"}], correctResponsesPattern=TEXT_LIST),
    "sequencing": activity(interactionType="sequencing", choices=[{"id": "a"}, {"id": "b"}]),
    "other": activity(interactionType="other", correctResponsesPattern=TEXT_LIST),
    "object agent": {"object": ANN},
    "object group": {"object": GROUP},
    "object reference": {"object": REFERENCE},
    "sub-statement": {
        "object": {**INNER, "context": {"registration": REGISTRATION}, "timestamp": "2020-01-01T00:00:00Z"}
    },
    "score": result(score={"scaled": -1, "raw": 5, "min": 0.5, "max": 10}),
    "result": result(
        success=True, completion=False, response="", duration="PT4H35M59.14S", extensions={IRI: {"a": None}}
    ),
    "duration in weeks": result(duration="P4W"),
    "duration in years": result(duration="P3Y1M29DT4H35M59.14S"),
    "context": context(
        registration=REGISTRATION,
        instructor=ANN,
        team=GROUP,
        revision="1",
        platform="p",
        language="en-GB",
        extensions={},
    ),
    "context statement": context(statement=REFERENCE),
    "one context activity": context(contextActivities={"parent": {"id": IRI}}),
    "context activities": context(contextActivities={"grouping": [{"id": IRI}, {"id": COURSE}], "category": []}),
    "timestamp with offset": {"timestamp": "2008-09-15T15:53:00.601+02:00"},
    "timestamp of RFC 3339 with a blank": {"timestamp": "2008-09-15 15:53:00.601+00:00"},
    "authority": {"authority": ANN},
    "authority of OAuth": {"authority": {"objectType": "Group", "member": [ANN, BOB]}},
    "attachment": {"attachments": [ATTACHMENT]},
}
INVALID: dict[str, dict[str, Any]] = {
    "no actor": {"actor": None},
    "no verb": {"verb": None},
    "no object": {"object": None},
    "unknown member": {"extra": 1},
    "member in another case": {"Result": {}},
    "id no UUID": {"id": "AA97B177-9383-4934-8543-0F91A7A028368"},
    "id with another letter": {"id": "MA97B177-9383-4934-8543-0F91A7A02836"},
    "id a number": {"id": 12345},
    "actor a text": {"actor": "mailto:ann@example.com"},
    "agent without identifier": {"actor": {"name": "Ann"}},
    "agent with two identifiers": {"actor": {**ANN, "openid": IRI}},
    "agent with members": {"actor": {**ANN, "member": [BOB]}},
    "agent of another type": {"actor": {**ANN, "objectType": "agent"}},
    "mbox without mailto": {"actor": {"mbox": "ann@example.com"}},
    "sha1 too short": {"actor": {"mbox_sha1sum": "a" * 39}},
    "openid no IRI": {"actor": {"openid": "ann"}},
    "account without name": {"actor": {"account": {"homePage": IRI}}},
    "account without home page": {"actor": {"account": {"name": "ann"}}},
    "account's home page no IRL": {"actor": {"account": {"homePage": "x", "name": "ann"}}},
    "account's name an object": {"actor": {"account": {"homePage": IRI, "name": {}}}},
    "name null": {"actor": {**ANN, "name": None}},
    "anonymous group without members": {"actor": {"objectType": "Group"}},
    "anonymous group with no members": {"actor": {"objectType": "Group", "member": []}},
    "group in a group": {"actor": {"objectType": "Group", "member": [IDENTIFIED]}},
    "verb a text": {"verb": IRI},
    "verb without id": {"verb": {"display": {"en": "x"}}},
    "verb id no IRI": {"verb": {"id": "experienced"}},
    "display with a bad tag": {"verb": {"id": IRI, "display": {"de-419-DE": "x"}}},
    "display with a null": {"verb": {"id": IRI, "display": {"en": None}}},
    "display a text": {"verb": {"id": IRI, "display": "x"}},
    "object of unknown type": {"object": {"objectType": "activity", "id": COURSE}},
    "activity without id": {"object": {"objectType": "Activity"}},
    "activity id no IRI": {"object": {"id": "course"}},
    "agent as object without its type": {"object": {"mbox": "mailto:ann@example.com"}},
    "moreInfo null": activity(moreInfo=None),
    "type no IRI": activity(type="course"),
    "extensions with a key that is no IRI": activity(extensions={"x": 1}),
    "extensions a list": activity(extensions=[]),
    "interaction of unknown type": activity(interactionType="guess"),
    "interaction without its type": activity(choices=[{"id": "a"}]),
    "components of another interaction": activity(interactionType="choice", scale=[{"id": "a"}]),
    "components with the same id": activity(interactionType="choice", choices=[{"id": "a"}, {"id": "a"}]),
    "component without id": activity(interactionType="choice", choices=[{"description": {"en": "A"}}]),
    "pattern a text": activity(interactionType="other", correctResponsesPattern="a"),
    "reference without id": {"object": {"objectType": "StatementRef"}},
    "reference with more": {"object": {**REFERENCE, "definition": {}}},
    "sub-statement with id": {"object": {**INNER, "id": number(1)}},
    "sub-statement with stored": {"object": {**INNER, "stored": "2020-01-01T00:00:00Z"}},
    "sub-statement with version": {"object": {**INNER, "version": "1.0.0"}},
    "sub-statement with authority": {"object": {**INNER, "authority": ANN}},
    "sub-statement in a sub-statement": {"object": {**INNER, "object": INNER}},
    "voiding something else": {"verb": {"id": f"{VERB}voided"}},
    "scaled above 1": result(score={"scaled": 1.01}),
    "scaled a text": result(score={"scaled": "1"}),
    "raw above max": result(score={"raw": 11, "max": 10}),
    "raw below min": result(score={"raw": -1, "min": 0}),
    "min above max": result(score={"min": 2, "max": 1}),
    "score with more": result(score={"percent": 3}),
    "success a text": result(success="true"),
    "completion a number": result(completion=1),
    "response a number": result(response=1),
    "duration no duration": result(duration="PA1H0M0S"),
    "duration without parts": result(duration="PT"),
    "registration no UUID": context(registration="x"),
    "instructor no agent": context(instructor={"id": IRI}),
    "team an agent": context(team=ANN),
    "context activities of another kind": context(contextActivities={"sibling": {"id": IRI}}),
    "context activity an agent": context(contextActivities={"parent": ANN}),
    "language no tag": context(language="en_US!"),
    "platform beside an agent": {**context(platform="p"), "object": ANN},
    "revision beside a reference": {**context(revision="1"), "object": REFERENCE},
    "context statement an activity": context(statement={"id": COURSE}),
    "timestamp no date": {"timestamp": "01/011/2015"},
    "timestamp of month 13": {"timestamp": "2015-13-01T00:00:00Z"},
    "timestamp with -00": {"timestamp": "2008-09-15T15:53:00.601-00"},
    "timestamp with -0000": {"timestamp": "2008-09-15T15:53:00.601-0000"},
    "timestamp with -00:00": {"timestamp": "2008-09-15T15:53:00.601-00:00"},
    "version of another time": {"version": "0.9.9"},
    "version 1.1": {"version": "1.1.0"},
    "authority with one member": {"authority": {"objectType": "Group", "member": [ANN]}},
    "authority with an identified group": {"authority": {**IDENTIFIED, "member": [ANN, BOB]}},
    "attachments no list": {"attachments": ATTACHMENT},
    "attachment of negative length": {"attachments": [{**ATTACHMENT, "length": -1}]},
    "attachment with a bad hash": {"attachments": [{**ATTACHMENT, "sha2": "xyz"}]},
    "attachment of no media type": {"attachments": [{**ATTACHMENT, "contentType": "text"}]},
}


@pytest.mark.parametrize("name", VALID)
def test_what_xapi_allows_is_stored(lrs: Lrs, name: str) -> None:
    [found] = lrs.post(statement(**VALID[name]))
    assert lrs.get(found)["id"] == found


@pytest.mark.parametrize("name", INVALID)
def test_what_xapi_forbids_answers_400_with_the_place(lrs: Lrs, name: str) -> None:
    sent = statement()
    for member, value in INVALID[name].items():
        if value is None:
            del sent[member]
        else:
            sent[member] = value
    words = lrs.refused(sent)
    assert words.startswith("statement"), words
    assert lrs.ids() == []


@pytest.mark.parametrize(
    "name", [name for name in INVALID if not name.startswith(("no ", "id ", "sub-", "auth", "version"))]
)
def test_the_same_holds_within_a_sub_statement(lrs: Lrs, name: str) -> None:
    inner = {**INNER, **INVALID[name]}
    assert lrs.refused(statement(object=inner)).startswith("statement.object")


def test_context_agents_and_groups_are_of_version_2(lrs2: Lrs, lrs1: Lrs) -> None:
    held = context(
        contextAgents=[{"objectType": "contextAgent", "agent": ANN, "relevantTypes": [IRI]}],
        contextGroups=[{"objectType": "contextGroup", "group": IDENTIFIED}],
    )
    [found] = lrs2.post(statement(**held))
    assert lrs2.get(found)["context"] == held["context"]
    assert "contextAgents" in lrs1.refused(statement(**held))


@pytest.mark.parametrize(
    "held",
    [
        {"contextAgents": [{"objectType": "Agent", "agent": ANN}]},
        {"contextAgents": [{"objectType": "contextAgent"}]},
        {"contextAgents": [{"objectType": "contextAgent", "agent": ANN, "relevantTypes": []}]},
        {"contextAgents": [{"objectType": "contextAgent", "agent": ANN, "relevantTypes": ["x"]}]},
        {"contextAgents": {"objectType": "contextAgent", "agent": ANN}},
        {"contextGroups": [{"objectType": "contextGroup", "group": ANN}]},
        {"contextGroups": [{"objectType": "contextGroup", "group": {"key": "x"}}]},
        {"contextGroups": [{"objectType": "contextGroup", "group": IDENTIFIED, "relevantTypes": []}]},
    ],
)
def test_wrong_context_agents_and_groups_are_refused(lrs2: Lrs, held: Any) -> None:
    lrs2.refused(statement(context=held))
    lrs2.refused(statement(object={**INNER, "context": held}))


def test_a_member_that_is_sent_twice_answers_400(lrs: Lrs) -> None:
    body = f'{{"actor": {{"mbox": "mailto:a@b.c"}}, "verb": {{"id": "{IRI}", "id": "{IRI}"}}, "object": {{"id": "{IRI}"}}}}'
    response = lrs.call("POST", "statements", content=body, headers={"Content-Type": "application/json"})
    assert (response.status_code, "twice" in response.text) == (400, True)


def test_what_the_lrs_sets_is_set(lrs: Lrs) -> None:
    lrs.world.control("PUT", "clock", json={"held": True, "now": "2031-02-03T04:05:06.789Z"})
    [found] = lrs.post(statement(authority=ANN, stored="2001-01-01T00:00:00Z"))
    kept = lrs.get(found)
    assert kept["stored"] == kept["timestamp"] == "2031-02-03T04:05:06.789Z"
    assert kept["authority"]["account"]["name"] == "EMULATOR01"
    assert kept["version"] == {"1.0.3": "1.0.0", "2.0.0": "2.0.0"}[lrs.version]


def test_version_2_turns_timestamps_into_utc_and_1_keeps_them(lrs1: Lrs, lrs2: Lrs) -> None:
    sent = statement(timestamp="2020-05-06T07:08:09.123+02:00")
    assert lrs1.get(lrs1.post(sent)[0])["timestamp"] == "2020-05-06T07:08:09.123+02:00"
    assert lrs2.get(lrs2.post(sent)[0])["timestamp"] == "2020-05-06T05:08:09.123Z"


def test_context_activities_come_back_as_lists(lrs: Lrs) -> None:
    held = {"contextActivities": {"parent": {"id": IRI}, "other": [{"id": COURSE}]}}
    [found] = lrs.post(statement(context=held))
    assert lrs.get(found)["context"]["contextActivities"] == {"parent": [{"id": IRI}], "other": [{"id": COURSE}]}
    [found] = lrs.post(statement(object={**INNER, "context": held}))
    assert lrs.get(found)["object"]["context"]["contextActivities"]["parent"] == [{"id": IRI}]
