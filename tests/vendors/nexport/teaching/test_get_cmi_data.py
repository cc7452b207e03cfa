"""GetCmiData: which SCOs, in which order, with which fields; paging; and what is refused."""

from time import process_time
from typing import Any

import httpx
import pytest

from tests.vendors.nexport.calling import ASSIGNMENT, ENROLLMENT, OTHER, NexportClient, course, refusal

CORE_CHILDREN = (
    "student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time"
)
SUCCESS = {"error_code": 0, "warning_messages": []}


def many(count: int) -> dict[str, Any]:
    return course("1.2", *({"id": f"sco-{number:04}"} for number in range(count)))


def headers(response: httpx.Response) -> tuple[str, ...]:
    names = ("x-total-count", "x-per-page", "x-page")
    return tuple(response.headers[name] for name in names)


def test_a_sco_is_answered_with_every_member_in_the_order_of_the_page(nexport: NexportClient) -> None:
    cmi = {"cmi.core.lesson_status": "incomplete", "cmi.core.score.raw": "40"}
    times = {"started": "2026-05-26T01:56:25.28112Z", "exited": "2026-05-26T04:00:00+02:00"}
    nexport.world.seed(course("1.2", {"id": "sco-1", **times, "cmi": cmi}))
    response = nexport.get("cmi.core.score.raw", "cmi.core.lesson_status")
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.json() == [
        {
            "title": "Title of sco-1",
            "sco_id": "sco-1",
            "start_date_utc": "2026-05-26T01:56:25.28112Z",
            "exit_date_utc": "2026-05-26T02:00:00Z",
            "cmi_fields": [
                {"cmi_element_name": "cmi.core.score.raw", "cmi_element_value": "40"},
                {"cmi_element_name": "cmi.core.lesson_status", "cmi_element_value": "incomplete"},
            ],
            "api_error_entity": SUCCESS,
        }
    ]
    assert headers(response) == ("1", "30", "1")


def test_an_exit_that_has_not_happened_is_left_out(nexport: NexportClient) -> None:
    nexport.world.seed(course())
    assert "exit_date_utc" not in nexport.get().json()[0]


def test_scos_come_in_alphabetical_order_of_their_ids_whatever_their_case(nexport: NexportClient) -> None:
    nexport.world.seed(course("1.2", *({"id": name} for name in ("b", "C", "a", "A", "Éa", "B10", "b2"))))
    assert [sco["sco_id"] for sco in nexport.get().json()] == ["A", "a", "b", "B10", "b2", "C", "Éa"]


def test_there_is_one_field_for_each_name_asked_for_in_that_order(nexport: NexportClient) -> None:
    nexport.world.seed(course())
    names = ["cmi.core.exit", "nonsense", "cmi.core.entry", "cmi.core.exit"]
    assert [field["cmi_element_name"] for field in nexport.get(*names).json()[0]["cmi_fields"]] == names
    assert nexport.get().json()[0]["cmi_fields"] == []


@pytest.mark.parametrize("known", [True, False], ids=["elements of a list", "names that there are not"])
def test_ten_thousand_names_are_answered_well_within_a_second_for_each_sco(nexport: NexportClient, known: bool) -> None:
    entries = {f"cmi.interactions.{index}.id": f"question-{index}" for index in range(10_000)}
    scos = [{"id": f"sco-{number}", "cmi": entries if known else {}} for number in range(3)]
    nexport.world.seed(course("1.2", *scos))
    names = list(entries) if known else [f"cmi.nothing.{index}" for index in range(10_000)]
    started = process_time()
    response = nexport.get(*names)
    seconds = process_time() - started
    for sco in response.json():
        values = [field["cmi_element_value"] for field in sco["cmi_fields"]]
        assert values == (list(entries.values()) if known else [""] * 10_000)
    assert len(response.json()) == 3
    assert seconds < 3 * 0.8  # a tenth of it on an idle machine


def test_a_name_of_ten_megabytes_is_unknown_and_answered_at_once(nexport: NexportClient) -> None:
    nexport.world.seed(course("2004"))
    target = f"adl.nav.request_valid.jump.{{target={'x' * 1_000_000}}}"
    names = ["a." * 5_000_000, f"cmi.objectives.{'9' * 10_000_000}.id", target]
    started = process_time()
    fields = nexport.get(*names).json()[0]["cmi_fields"]
    assert [field["error_message"] for field in fields] == ["Undefined Data Model Element"] * 3
    assert process_time() - started < 2


@pytest.mark.parametrize(
    ("version", "name", "value"),
    [
        ("1.2", "cmi._version", "3.4"),
        ("1.2", "cmi.core.lesson_status", "not attempted"),
        ("1.2", "cmi.core.entry", "ab-initio"),
        ("1.2", "cmi.core.total_time", "0000:00:00.00"),
        ("1.2", "cmi.core.exit", ""),
        ("1.2", "cmi.core.session_time", ""),
        ("1.2", "cmi.core.student_name", "Baba, Jo"),
        ("1.2", "cmi.core._children", CORE_CHILDREN),
        ("1.2", "cmi.objectives._count", "0"),
        ("2004", "cmi._version", "1.0"),
        ("2004", "cmi.completion_status", "unknown"),
        ("2004", "cmi.total_time", "PT0H0M0S"),
        ("2004", "cmi.score.raw", ""),
        ("2004", "cmi.learner_name", "Baba, Jo"),
        ("2004", "cmi.score._children", "scaled,raw,min,max"),
        ("2004", "cmi.interactions._count", "0"),
        ("2004", "adl.nav.request_valid.choice.{target=a.b}", "unknown"),
    ],
)  # fmt: skip
def test_what_nobody_has_set_has_the_default_of_the_data_model(
    nexport: NexportClient, version: str, name: str, value: str
) -> None:
    nexport.world.seed(course(version))
    assert nexport.values(name) == [value]


@pytest.mark.parametrize(
    ("version", "cmi", "names", "values"),
    [
        (
            "1.2",
            {
                "cmi.objectives.1.id": "b",
                "cmi.objectives.0.status": "passed",
                "cmi.interactions.0.objectives.0.id": "x",
                "cmi.core.session_time": "00:10:00",
            },
            [
                "cmi.objectives._count",
                "cmi.objectives.0.status",
                "cmi.objectives.1.id",
                "cmi.objectives.1.score.raw",
                "cmi.interactions.0.objectives._count",
                "cmi.interactions.0.objectives.0.id",
                "cmi.interactions.0.correct_responses._count",
                "cmi.core.session_time",
            ],
            ["2", "passed", "b", "", "1", "x", "0", "00:10:00"],
        ),
        (
            "2004",
            {
                "cmi.comments_from_learner.0.comment": "{lang=en}Good",
                "cmi.interactions.0.id": "i",
                "cmi.interactions.0.result": "0.5",
                "cmi.objectives.0.progress_measure": "0.25",
                "cmi.objectives.0.id": "urn:o:1",
            },
            [
                "cmi.comments_from_learner._count",
                "cmi.comments_from_learner.0.comment",
                "cmi.interactions.0.result",
                "cmi.objectives.0.progress_measure",
                "cmi.objectives.0.success_status",
            ],
            ["1", "{lang=en}Good", "0.5", "0.25", "unknown"],
        ),
    ],
)
def test_objectives_interactions_and_comments_are_read_by_index(
    nexport: NexportClient, version: str, cmi: dict[str, str], names: list[str], values: list[str]
) -> None:
    nexport.world.seed(course(version, {"id": "sco-1", "cmi": cmi}))
    assert nexport.values(*names) == values


@pytest.mark.parametrize(
    ("version", "name", "words"),
    [
        ("1.2", "cmi.completion_status", "Not implemented error"),
        ("1.2", "cmi.core.Lesson_Status", "Not implemented error"),
        ("1.2", "", "Not implemented error"),
        ("1.2", "cmi.core", "Not implemented error"),
        ("1.2", "_children", "Not implemented error"),
        ("1.2", "cmi..core", "Not implemented error"),
        ("1.2", "cmi.core.entry.", "Not implemented error"),
        ("1.2", "cmi.objectives.00.id", "Not implemented error"),
        ("1.2", "cmi.objectives.-1.id", "Not implemented error"),
        ("1.2", "cmi.objectives.n.id", "Not implemented error"),
        ("1.2", "cmi.objectives.0.id", "Invalid argument error"),
        ("1.2", "cmi.objectives.999999999.id", "Invalid argument error"),
        ("1.2", "cmi.interactions.0.objectives._count", "Invalid argument error"),
        ("1.2", "cmi.core.exit._children", "Element cannot have children"),
        ("1.2", "cmi.core._count", "Element not an array - cannot have count"),
        ("2004", "cmi.core.lesson_status", "Undefined Data Model Element"),
        ("2004", "cmi.objectives.0.id", "General Get Failure"),
        ("2004", "cmi.exit._children", "General Get Failure"),
        ("2004", "cmi.score._count", "General Get Failure"),
    ],
)
def test_a_name_that_cannot_be_read_has_an_error_message_and_the_rest_is_answered(
    nexport: NexportClient, version: str, name: str, words: str
) -> None:
    nexport.world.seed(course(version))
    response = nexport.get(name, "cmi._version")
    assert response.status_code == 200
    bad, good = response.json()[0]["cmi_fields"]
    assert bad == {"cmi_element_name": name, "cmi_element_value": "", "error_message": words}
    assert "error_message" not in good


def test_pages_are_cut_from_the_scos_and_a_page_past_an_exact_multiple_is_empty(nexport: NexportClient) -> None:
    nexport.world.seed(many(6))
    pages = [nexport.get(page={"page": number, "per_page": 3}) for number in (1, 2, 3)]
    assert [[sco["sco_id"][-1] for sco in page.json()] for page in pages] == [["0", "1", "2"], ["3", "4", "5"], []]
    assert [headers(page) for page in pages] == [("6", "3", "1"), ("6", "3", "2"), ("6", "3", "3")]


@pytest.mark.parametrize(
    ("query", "per_page", "number", "count"),
    [
        ({}, "30", "1", 30),
        ({"per_page": 0}, "30", "1", 30),
        ({"per_page": -5}, "30", "1", 30),
        ({"per_page": ""}, "30", "1", 30),
        ({"per_page": 1000}, "1000", "1", 1000),
        ({"per_page": 1_000_000}, "1000", "1", 1000),
        ({"per_page": 1000, "page": 2}, "1000", "2", 1),
        ({"page": 0}, "30", "1", 30),
        ({"page": -1}, "30", "1", 30),
        ({"page": 2**31 - 1}, "30", str(2**31 - 1), 0),
        ({"PAGE": 34, "Per_Page": 30}, "30", "34", 11),
    ],
)
def test_sizes_and_pages_out_of_bounds_are_put_right(
    nexport: NexportClient, query: dict[str, Any], per_page: str, number: str, count: int
) -> None:
    nexport.world.seed(many(1001))
    response = nexport.get(page=query)
    assert len(response.json()) == count
    assert headers(response) == ("1001", per_page, number)


@pytest.mark.parametrize("query", [{"page": "x"}, {"per_page": "1.5"}, {"page": 2**31}, {"per_page": -(2**31) - 1}])
def test_a_page_that_is_no_int32_answers_422(nexport: NexportClient, query: dict[str, Any]) -> None:
    nexport.world.seed(course())
    assert refusal(nexport.get(page=query), 422)


@pytest.mark.parametrize(
    "members",
    [
        {"enrollment_id": "1"},
        {"enrollment_id": None},
        {"enrollment_id": ENROLLMENT.replace("-", "")},
        {"assignment_id": ""},
        {"assignment_id": 7},
        {"cmi_element_names": None},
        {"cmi_element_names": "cmi.core.exit"},
        {"cmi_element_names": [None]},
        {"cmi_element_names": [7]},
    ],
)
def test_a_request_that_is_not_valid_answers_422_naming_the_member(
    nexport: NexportClient, members: dict[str, Any]
) -> None:
    nexport.world.seed(course())
    assert refusal(nexport.get(**members), 422).startswith(next(iter(members)))


def test_ids_are_taken_in_upper_case(nexport: NexportClient) -> None:
    nexport.world.seed(course())
    members: dict[str, Any] = {"enrollment_id": ENROLLMENT.upper(), "assignment_id": ASSIGNMENT.upper()}
    assert len(nexport.get(**members).json()) == 1


@pytest.mark.parametrize("member", ["enrollment_id", "assignment_id"])
def test_what_is_not_found_answers_409(nexport: NexportClient, member: str) -> None:
    nexport.world.seed(course())
    members: dict[str, Any] = {member: OTHER}
    assert refusal(nexport.get(**members), 409) == "Entity not found"


def test_an_assignment_of_another_section_answers_409(nexport: NexportClient) -> None:
    nexport.world.seed(course())
    assignment = {"name": "Other", "id": OTHER, "version": "1.2", "scos": [{"id": "x"}]}
    nexport.world.seed({"nexport": {"sections": [{"name": "Other", "assignments": [assignment]}]}})
    assert refusal(nexport.get(assignment_id=OTHER), 409) == "Entity not found"


def test_an_assignment_that_is_no_courseware_answers_422(nexport: NexportClient) -> None:
    document = course()
    section = document["nexport"]["sections"][0]
    section["assignments"].append({"name": "Essay", "id": OTHER, "kind": "writing"})
    nexport.world.seed(document)
    assert "writing" in refusal(nexport.get(assignment_id=OTHER), 422)


def test_courseware_that_was_never_launched_answers_an_empty_array_with_the_headers(nexport: NexportClient) -> None:
    document = course()
    document["nexport"]["sections"][0]["enrollments"][0].pop("statuses")
    nexport.world.seed(document)
    response = nexport.get("cmi.suspend_data")
    assert (response.status_code, response.json(), headers(response)) == (200, [], ("0", "30", "1"))
