"""The Agents, Activities and About Resources (Communication 2.4, 2.5, 2.8)."""

from typing import Any

from tests.lrs.calling import ANN, BOB, COURSE, VERB, Lrs, refusal, statement


def test_a_person_has_every_name_of_its_identifier(lrs: Lrs) -> None:
    lrs.post(
        [
            statement(actor={**ANN, "name": "Ann"}),
            statement(actor=BOB, context={"instructor": {**ANN, "name": "Annie"}}),
            statement(actor={"objectType": "Group", "member": [{**ANN, "name": "A."}, {**BOB, "name": "Bob"}]}),
        ]
    )
    found = lrs.call("GET", "agents", params={"agent": ANN}).json()
    assert sorted(found.pop("name")) == ["A.", "Ann", "Annie"]
    assert found == {"objectType": "Person", "mbox": ["mailto:ann@example.com"]}


def test_somebody_unknown_is_a_person_as_well(lrs: Lrs) -> None:
    found = lrs.call("GET", "agents", params={"agent": BOB}).json()
    assert found == {"objectType": "Person", "account": [BOB["account"]]}


def test_agents_that_are_none_answer_400(lrs: Lrs) -> None:
    several: list[tuple[dict[str, Any], str]] = [
        ({}, "agent: is required"),
        ({"agent": "x"}, "agent is not JSON"),
        ({"agent": {"objectType": "Group", "mbox": "mailto:a@b.c"}}, "agent: must be an Agent"),
        ({"agent": {}}, "agent: must have exactly one of mbox, mbox_sha1sum, openid, account, not 0"),
    ]
    for params, words in several:
        assert refusal(lrs.call("GET", "agents", params=params), 400) == words


def test_an_activity_has_what_statements_told_of_it(lrs: Lrs) -> None:
    kind = "http://adlnet.gov/expapi/activities/course"
    for definition in ({"name": {"en": "Course"}, "type": kind}, {"name": {"de": "Kurs"}}, {}):
        lrs.post(statement(object={"id": COURSE, "definition": definition}))
    lrs.post(
        statement(context={"contextActivities": {"other": {"id": COURSE, "definition": {"description": {"en": "D"}}}}})
    )
    assert lrs.call("GET", "activities", params={"activityId": COURSE}).json() == {
        "objectType": "Activity",
        "id": COURSE,
        "definition": {"name": {"en": "Course", "de": "Kurs"}, "type": kind, "description": {"en": "D"}},
    }


def test_an_activity_that_nobody_named_has_its_id(lrs: Lrs) -> None:
    found = lrs.call("GET", "activities", params={"activityId": VERB}).json()
    assert found == {"objectType": "Activity", "id": VERB}
    for params, words in (({}, "is required"), ({"activityId": "x"}, "must be an IRI")):
        assert refusal(lrs.call("GET", "activities", params=params), 400) == f"activityId: {words}"


def test_about_tells_the_versions_to_anybody_who_says_none(lrs: Lrs) -> None:
    response = lrs.call("GET", "about", headers={"X-Experience-API-Version": None})
    assert response.status_code == 200
    assert {"1.0.3", "2.0.0"} <= set(response.json()["version"])
    assert refusal(lrs.call("GET", "about", params={"x": 1}), 400) == "the parameter x is not known here; none is"
