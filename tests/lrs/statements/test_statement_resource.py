"""The Statement Resource (Communication 2.1): storing, one by its id, filters and pages."""

from typing import Any

import pytest

from tests.lrs.calling import ANN, APP, AUTH, BOB, COURSE, REGISTRATION, VERB, Lrs, number, refusal, statement

OTHER = "https://example.com/courses/2"
VOIDED = f"{VERB}voided"


def reference(statement_id: str, **members: Any) -> dict[str, Any]:
    return statement(object={"objectType": "StatementRef", "id": statement_id}, **members)


def test_put_stores_a_statement_under_its_id(lrs: Lrs) -> None:
    response = lrs.call("PUT", "statements", params={"statementId": number(1)}, json=statement())
    assert (response.status_code, response.content) == (204, b"")
    assert lrs.get(number(1))["object"] == {"id": COURSE}


def test_put_without_an_id_or_with_another_one_answers_400(lrs: Lrs) -> None:
    assert refusal(lrs.call("PUT", "statements", json=statement()), 400) == "statementId: is required"
    response = lrs.call("PUT", "statements", params={"statementId": number(1)}, json=statement(id=number(2)))
    assert refusal(response, 400) == "statementId is not the id of the statement"
    assert (
        refusal(lrs.call("PUT", "statements", params={"statementId": number(1)}, json=[statement()]), 400)
        == "the body must be one statement"
    )
    assert (
        refusal(lrs.call("PUT", "statements", params={"statementId": "x"}, json=statement()), 400)
        == "statementId: must be a UUID"
    )


def test_post_answers_the_ids_in_order(lrs: Lrs) -> None:
    ids = lrs.post([statement(id=number(2)), statement(), statement(id=number(1))])
    assert (ids[0], ids[2], len(ids)) == (number(2), number(1), 3)
    assert lrs.post([]) == []


def test_a_batch_with_one_bad_statement_stores_none(lrs: Lrs) -> None:
    words = lrs.refused([statement(id=number(1)), statement(id=number(2), verb={"id": "x"})])
    assert words.startswith("statement[1].verb.id")
    assert (
        refusal(lrs.call("GET", "statements", params={"statementId": number(1)}), 404) == "there is no such statement"
    )


def test_a_batch_with_one_id_twice_answers_400(lrs: Lrs) -> None:
    assert "same id" in lrs.refused([statement(id=number(1)), statement(id=number(1))])


def test_the_same_statement_again_is_accepted_and_another_of_its_id_answers_409(lrs: Lrs) -> None:
    first = statement(id=number(1), context={"contextActivities": {"parent": {"id": OTHER}}})
    lrs.post(first)
    kept = lrs.get(number(1))
    lrs.post(
        {**first, "timestamp": "2020-01-01T00:00:00Z", "context": {"contextActivities": {"parent": [{"id": OTHER}]}}}
    )
    lrs.refused({**first, "verb": {"id": f"{VERB}other"}}, 409)
    response = lrs.call("PUT", "statements", params={"statementId": number(1)}, json=statement(object={"id": OTHER}))
    assert refusal(response, 409) == f"statement {number(1)} is stored already, and is not the same"
    assert lrs.get(number(1)) == kept
    lrs.refused([statement(id=number(9)), statement(id=number(1), result={"success": True})], 409)
    assert (
        refusal(lrs.call("GET", "statements", params={"statementId": number(9)}), 404) == "there is no such statement"
    )


def test_a_sub_statement_that_is_sent_again_is_the_same(lrs: Lrs) -> None:
    held = {"contextActivities": {"parent": {"id": OTHER}}}
    inner = {"objectType": "SubStatement", **statement(context=held)}
    for _ in range(2):
        lrs.post(statement(id=number(1), object=inner))
    lrs.refused(statement(id=number(1), object={**inner, "actor": BOB}), 409)


def test_ids_are_the_same_in_either_case(lrs: Lrs) -> None:
    lrs.post(statement(id=number(171).upper()))
    assert lrs.get(number(171))["id"] == number(171)


def test_a_voided_statement_is_found_as_voided_only(lrs: Lrs) -> None:
    lrs.post(statement(id=number(1)))
    lrs.post(reference(number(1), id=number(2), verb={"id": VOIDED}))
    assert (
        refusal(lrs.call("GET", "statements", params={"statementId": number(1)}), 404) == "there is no such statement"
    )
    response = lrs.call("GET", "statements", params={"voidedStatementId": number(1)})
    assert (response.status_code, response.json()["id"]) == (200, number(1))
    assert (
        refusal(lrs.call("GET", "statements", params={"voidedStatementId": number(2)}), 404)
        == "there is no such statement that is voided"
    )
    assert lrs.ids() == [number(2)]
    # what refers to it is found by it nevertheless
    assert lrs.ids(activity=COURSE) == [number(2)]


def test_a_statement_that_comes_after_the_one_that_voids_it_is_voided(lrs: Lrs) -> None:
    lrs.post(reference(number(1), verb={"id": VOIDED}))
    lrs.post(statement(id=number(1)))
    assert lrs.call("GET", "statements", params={"voidedStatementId": number(1)}).status_code == 200


def test_what_voids_cannot_be_voided(lrs: Lrs) -> None:
    lrs.post([statement(id=number(1)), reference(number(1), id=number(2), verb={"id": VOIDED})])
    lrs.post(reference(number(2), verb={"id": VOIDED}))
    assert lrs.get(number(2))["verb"]["id"] == VOIDED


@pytest.fixture
def many(lrs: Lrs) -> Lrs:
    """Statements 1 to 6, a second apart, each of which names something else."""
    lrs.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    team = {"objectType": "Group", "member": [BOB]}
    inner = {"objectType": "SubStatement", "actor": BOB, "verb": {"id": f"{VERB}planned"}, "object": {"id": OTHER}}
    every: list[dict[str, Any]] = [
        {},
        {"actor": BOB, "verb": {"id": f"{VERB}passed"}},
        {"object": BOB, "context": {"registration": REGISTRATION.upper()}},
        {"context": {"instructor": BOB, "contextActivities": {"grouping": [{"id": OTHER}]}}},
        {"object": inner},
        {"actor": team},
    ]
    for value, members in enumerate(every, 1):
        lrs.post(statement(id=number(value), **members))
        lrs.world.advance(1)
    return lrs


def numbers(*values: int) -> list[str]:
    return [number(value) for value in values]


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({}, (6, 5, 4, 3, 2, 1)),
        ({"ascending": True}, (1, 2, 3, 4, 5, 6)),
        ({"agent": ANN}, (5, 4, 3, 1)),
        ({"agent": {**BOB, "name": "Robert", "objectType": "Agent"}}, (6, 3, 2)),
        ({"agent": {"account": {"name": "bob", "homePage": "https://people.example.com"}}}, (6, 3, 2)),
        ({"agent": BOB, "related_agents": True}, (6, 5, 4, 3, 2)),
        ({"agent": BOB, "related_agents": False}, (6, 3, 2)),
        ({"verb": f"{VERB}passed"}, (2,)),
        ({"verb": f"{VERB}planned"}, ()),
        ({"activity": COURSE}, (6, 4, 2, 1)),
        ({"activity": OTHER}, ()),
        ({"activity": OTHER, "related_activities": True}, (5, 4)),
        ({"registration": REGISTRATION}, (3,)),
        ({"agent": ANN, "activity": COURSE}, (4, 1)),
        ({"agent": BOB, "verb": f"{VERB}passed", "activity": COURSE}, (2,)),
        ({"agent": BOB, "verb": f"{VERB}passed", "activity": OTHER}, ()),
        ({"agent": ANN, "registration": REGISTRATION, "verb": f"{VERB}experienced"}, (3,)),
        ({"since": "2030-01-01T00:00:02Z"}, (6, 5, 4)),
        ({"until": "2030-01-01T01:00:02+01:00"}, (3, 2, 1)),
        ({"since": "2030-01-01T00:00:02Z", "until": "2030-01-01T00:00:04Z", "agent": ANN}, (5, 4)),
        ({"limit": 2}, (6, 5)),
        ({"limit": 0, "verb": f"{VERB}passed"}, (2,)),
    ],
)
def test_filters_find_what_they_say(many: Lrs, params: dict[str, Any], found: tuple[int, ...]) -> None:
    assert many.ids(**params) == numbers(*found)


@pytest.mark.parametrize("ascending", [False, True])
@pytest.mark.parametrize("filters", [{}, {"agent": ANN}, {"agent": ANN, "activity": COURSE}])
def test_pages_lead_to_every_statement_once(many: Lrs, filters: dict[str, Any], ascending: bool) -> None:
    many.post([statement(id=number(value)) for value in range(20, 27)])  # of one moment
    wanted = many.ids(**filters, ascending=ascending)
    response = many.call("GET", "statements", params={**filters, "ascending": ascending, "limit": 3})
    found = []
    while True:
        page = response.json()
        found += [each["id"] for each in page["statements"]]
        assert len(page["statements"]) <= 3
        if not page["more"]:
            break
        assert page["more"].startswith(f"/~{many.world.name}/lrs/{APP}/statements?")
        response = many.world.client.get(many.world.host + page["more"], headers=many.headers, auth=AUTH)
    assert found == wanted


def test_a_page_that_is_made_up_answers_400(lrs: Lrs) -> None:
    for token in ("x", "e30", "é", "W10", "eyJrZXlzIjpbXX0"):
        assert refusal(lrs.call("GET", "statements", params={"more": token}), 400) == "more: is no token of this LRS"


def test_filters_see_through_references_whichever_came_first(lrs: Lrs) -> None:
    passed = {"id": f"{VERB}passed"}
    lrs.post(reference(number(1), id=number(2), actor=BOB))
    lrs.post(reference(number(2), id=number(3), actor=BOB))
    lrs.post(statement(id=number(1), verb=passed))
    lrs.post(reference(number(3), id=number(4), actor=BOB))
    assert sorted(lrs.ids(agent=ANN)) == numbers(1, 2, 3, 4)
    assert sorted(lrs.ids(verb=passed["id"], activity=COURSE)) == numbers(1, 2, 3, 4)
    # but every filter must hold for one and the same statement
    assert lrs.ids(agent=BOB, verb=passed["id"]) == []
    response = lrs.call("GET", "statements", params={"agent": BOB, "limit": 2, "ascending": True})
    assert [each["id"] for each in response.json()["statements"]] == numbers(2, 3)


def test_references_in_a_circle_end(lrs: Lrs) -> None:
    lrs.post(reference(number(2), id=number(1)))
    lrs.post(reference(number(3), id=number(2)))
    lrs.post(reference(number(1), id=number(3), actor=BOB))
    lrs.post(reference(number(4), id=number(4), actor=BOB))
    assert sorted(lrs.ids(agent=ANN)) == numbers(1, 2, 3)
    assert sorted(lrs.ids(agent=BOB)) == numbers(1, 2, 3, 4)


@pytest.mark.parametrize(
    "params",
    [
        {"agent": "x"},
        {"agent": {"name": "x"}},
        {"agent": {"objectType": "Group", "member": [ANN]}},
        {"verb": "x"},
        {"activity": "x"},
        {"registration": "x"},
        {"since": "x"},
        {"until": "2030-13-01"},
        {"limit": -1},
        {"limit": "a"},
        {"format": "x"},
        {"ascending": "x"},
        {"attachments": "1"},
        {"related_agents": "x"},
        {"foo": "bar"},
        {"Agent": ANN},
        {"statementId": number(1), "voidedStatementId": number(1)},
        {"statementId": number(1), "limit": 1},
        {"statementId": number(1), "agent": ANN},
        {"voidedStatementId": number(1), "ascending": True},
        {"statementId": "x"},
    ],
)
def test_parameters_that_are_wrong_answer_400(lrs: Lrs, params: dict[str, Any]) -> None:
    response = lrs.call("GET", "statements", params=params)
    assert (response.status_code, bool(response.text.strip())) == (400, True)


def test_a_parameter_that_is_sent_twice_answers_400(lrs: Lrs) -> None:
    assert refusal(lrs.call("GET", "statements?limit=1&limit=2"), 400) == "the parameter limit is sent twice"


def test_ids_have_nothing_but_what_identifies(lrs: Lrs) -> None:
    lrs.post(
        statement(
            id=number(1),
            actor={**ANN, "name": "Ann"},
            verb={"id": f"{VERB}did", "display": {"en": "did"}},
            object={"id": COURSE, "definition": {"name": {"en": "Course"}}},
            context={
                "instructor": {"objectType": "Group", "name": "all", "member": [{**BOB, "name": "Bob"}]},
                "contextActivities": {"parent": [{"id": OTHER, "definition": {"type": OTHER}}]},
            },
        )
    )
    [found] = lrs.find(format="ids")
    assert found == lrs.get(number(1), format="ids")
    ann, bob = {"mbox": ANN["mbox"]}, {"account": BOB["account"]}
    assert (found["actor"], found["verb"]) == (ann, {"id": f"{VERB}did"})
    assert found["object"] == {"id": COURSE}
    assert found["context"] == {
        "instructor": {"objectType": "Group", "member": [bob]},
        "contextActivities": {"parent": [{"id": OTHER}]},
    }
    about = {"objectType": "Agent", "name": "Bob", **bob}
    lrs.post(statement(id=number(2), object={**statement(object=about), "objectType": "SubStatement"}))
    inner = lrs.get(number(2), format="ids")["object"]
    assert inner["objectType"] == "SubStatement"
    assert (inner["actor"], inner["object"]) == (ann, {"objectType": "Agent", **bob})


def test_canonical_has_one_language_and_what_is_known_of_activities(lrs: Lrs) -> None:
    name = {"en-US": "Course", "de": "Kurs"}
    lrs.post(statement(id=number(1), object={"id": COURSE, "definition": {"name": name}}))
    display = {"en-GB": "did", "fr": "a fait"}
    lrs.post(statement(id=number(2), verb={"id": f"{VERB}did", "display": display}))

    def canonical(languages: str) -> Any:
        params = {"statementId": number(2), "format": "canonical"}
        found = lrs.call("GET", "statements", params=params, headers={"Accept-Language": languages}).json()
        return found["object"]["definition"]["name"], found["verb"]["display"]

    assert canonical("fr, de;q=0.9") == ({"de": "Kurs"}, {"fr": "a fait"})
    assert canonical("de;q=0.1, en;q=0.5") == ({"en-US": "Course"}, {"en-GB": "did"})
    assert canonical("*") == ({"en-US": "Course"}, {"en-GB": "did"})
    assert canonical(";q=x,,") == ({"en-US": "Course"}, {"en-GB": "did"})
    assert lrs.get(number(2))["object"] == {"id": COURSE}


def test_the_last_modification_of_a_statement_is_when_it_was_stored(lrs: Lrs) -> None:
    lrs.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:01.5Z"})
    [found] = lrs.post(statement())
    response = lrs.call("GET", "statements", params={"statementId": found})
    assert response.headers["last-modified"] == "Tue, 01 Jan 2030 00:00:01 GMT"
    assert response.headers["x-experience-api-consistent-through"] == "2030-01-01T00:00:01.500Z"


def test_head_answers_as_get_does_without_the_body(lrs: Lrs) -> None:
    [found] = lrs.post(statement())
    for params in ({"statementId": found}, {}):
        got, head = (lrs.call(method, "statements", params=params) for method in ("GET", "HEAD"))
        assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(got.content)))


def test_two_applications_and_two_sandboxes_see_nothing_of_each_other(lrs: Lrs) -> None:
    world, manager = lrs.world, ("EMULATORMG", "emulator-secret")
    response = world.client.post(f"{world.scormcloud}/appManagement/applications", json={"name": "B"}, auth=manager)
    lrs.post(statement(id=number(1)))
    url = f"{world.root}/lrs/{response.json()['id']}/statements"
    assert (
        refusal(world.client.get(url, headers=lrs.headers, auth=AUTH), 401) == "the application has no such credentials"
    )
    other = f"{world.host}/~{world.name}-b/lrs/{APP}/statements"
    assert world.client.get(other, headers=lrs.headers, auth=AUTH).json() == {"statements": [], "more": ""}
