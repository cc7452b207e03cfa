"""Enrollments: listed, searched, dropped, deleted."""

from typing import Any

import pytest

from tests.vendors.nexport.campus import (
    ACME,
    BUYERS,
    COURSE,
    IN_PLAN,
    IN_SAFETY,
    JO,
    NORTH,
    OTHER,
    PLAN,
    SAFETY,
    Campus,
    answer,
    clerk_of,
    document,
    paging,
    refusal,
)
from tests.world import World

BOTH = ["View Section Enrollments", "View Training Plan Enrollments"]
NOT_STARTED, IN_PROGRESS, FINISHED = 0, 1, 2
FAILING = 1


def found(response: Any) -> list[str]:
    """The ids of the enrollments of a search."""
    return [one["enrollment_id"] for one in answer(response)["enrollments"]]


def test_section_enrollments_are_those_of_an_organization_a_user_and_a_section(campus: Campus) -> None:
    listed = campus.query("LearningApi_GetSectionEnrollments", org_id=ACME, user_id=JO, syllabus_id=SAFETY)
    (one,) = answer(listed)
    assert one.pop("api_error_entity") == {"error_code": 0, "warning_messages": []}
    assert one == {
        "enrollment_id": IN_SAFETY,
        "title": "Safety",
        "syllabus_id": SAFETY,
        "enrollment_date": "2026-02-01T00:00:00Z",
        "last_activity_date": "2026-02-03T00:00:00Z",
        "phase": IN_PROGRESS,
        "percent_assignments_complete": 0,
    }
    assert paging(listed) == ["1", "30", "1"]
    assert answer(campus.query("LearningApi_GetSectionEnrollments", org_id=NORTH)) == []


def test_training_plan_enrollments_are_listed_alike(campus: Campus) -> None:
    listed = campus.query("LearningApi_GetTrainingPlanEnrollments", org_id=ACME, syllabus_id=PLAN)
    (one,) = answer(listed)
    assert (one["enrollment_id"], one["percent_requirements_fulfilled"], one["phase"]) == (IN_PLAN, 50, IN_PROGRESS)
    assert paging(listed) == ["1", "30", "1"]


@pytest.mark.parametrize("operation", ["LearningApi_GetSectionEnrollments", "LearningApi_GetTrainingPlanEnrollments"])
@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"org_id": OTHER}, 409),
        ({"org_id": BUYERS}, 409),
        ({"org_id": ACME, "user_id": OTHER}, 409),
        ({"org_id": ACME, "syllabus_id": OTHER}, 409),
        ({"org_id": ACME, "user_id": "7"}, 422),
        ({}, 422),
    ],
)
def test_enrollments_of_what_is_not_there_are_refused(
    campus: Campus, operation: str, params: dict[str, str], status: int
) -> None:
    assert refusal(campus.query(operation, **params), status)


def test_a_search_finds_enrollments_of_both_kinds_the_earliest_first(campus: Campus) -> None:
    searched = campus.send("LearningApi_SearchEnrollments", user_ids=[JO])
    assert found(searched) == [IN_PLAN, IN_SAFETY]
    assert paging(searched) == ["2", "30", "1"]
    first = answer(searched)["enrollments"][0]
    assert (first["user_id"], first["org_id"], first["title"], first["syllabus_type"]) == (
        JO,
        ACME,
        "New colleagues",
        1,
    )


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"org_ids": [ACME, NORTH]}, [IN_PLAN, IN_SAFETY]),
        ({"org_ids": [NORTH]}, []),
        ({"user_ids": [OTHER]}, []),
        ({"user_ids": [JO], "org_ids": [NORTH]}, []),
        ({"user_ids": [JO], "syllabus_unique_names": ["SAFE-1"]}, [IN_SAFETY]),
        ({"user_ids": [JO], "syllabus_unique_names": []}, [IN_PLAN, IN_SAFETY]),
        ({"user_ids": [JO], "enrollment_ids": [IN_PLAN, OTHER]}, [IN_PLAN]),
        ({"user_ids": [JO], "utc_activity_before": "2026-02-03T00:00:00Z"}, []),
        ({"user_ids": [JO], "utc_activity_before": "2026-02-03T00:00:01Z"}, [IN_SAFETY]),
    ],
)
def test_every_filter_of_a_search_must_let_an_enrollment_through(
    campus: Campus, members: dict[str, Any], expected: list[str]
) -> None:
    assert found(campus.send("LearningApi_SearchEnrollments", **members)) == expected


@pytest.mark.parametrize(
    ("query", "headers", "expected"),
    [
        ({"per_page": 1}, ["2", "1", "1"], [IN_PLAN]),
        ({"paer_page": 1, "page": 2}, ["2", "1", "2"], [IN_SAFETY]),
        ({"paer_page": 1, "per_page": 7}, ["2", "7", "1"], [IN_PLAN, IN_SAFETY]),
        ({"per_page": 0}, ["2", "30", "1"], [IN_PLAN, IN_SAFETY]),
        ({"per_page": 1001}, ["2", "1000", "1"], [IN_PLAN, IN_SAFETY]),
        ({"page": 9}, ["2", "30", "9"], []),
    ],
)
def test_a_search_reads_its_page_size_in_the_old_spelling_too(
    campus: Campus, query: dict[str, int], headers: list[str], expected: list[str]
) -> None:
    searched = campus.send("LearningApi_SearchEnrollments", query=query, user_ids=[JO])
    assert (found(searched), paging(searched)) == (expected, headers)


@pytest.mark.parametrize(
    ("members", "status"),
    [
        ({}, 422),
        ({"user_ids": [], "org_ids": []}, 422),
        ({"enrollment_ids": [IN_SAFETY]}, 422),
        ({"user_ids": ["7"]}, 422),
        ({"user_ids": JO}, 422),
        ({"org_ids": [OTHER]}, 409),
        ({"user_ids": [JO], "utc_activity_before": "soon"}, 422),
    ],
)
def test_a_search_of_nobody_or_of_odd_members_is_refused(campus: Campus, members: dict[str, Any], status: int) -> None:
    assert refusal(campus.send("LearningApi_SearchEnrollments", **members), status)


def test_a_search_needs_both_permissions_in_every_organization_of_the_filter(world: World) -> None:
    clerk = clerk_of(world, Acme_North=BOTH, Acme=BOTH[:1])
    assert refusal(clerk.send("LearningApi_SearchEnrollments", org_ids=[NORTH, ACME]), 403)
    assert found(clerk.send("LearningApi_SearchEnrollments", org_ids=[NORTH])) == []
    assert found(clerk.send("LearningApi_SearchEnrollments", user_ids=[JO])) == []


def test_a_search_finds_what_may_be_seen_at_the_enrollment_or_at_the_user(world: World) -> None:
    campus = document(Acme_North=BOTH)
    campus["nexport"]["sections"][1]["enrollments"] = [{"user": "jo", "id": OTHER, "organization": "Acme North"}]
    world.seed(campus)
    clerk = Campus(world, "clerk", "clerk-password")
    assert found(clerk.send("LearningApi_SearchEnrollments", user_ids=[JO])) == [OTHER]


def test_dropping_an_enrollment_finishes_it_once(campus: Campus) -> None:
    assert list(answer(campus.query("LearningApi_DropEnrollment", "POST", enrollment_id=IN_SAFETY))) == [
        "api_error_entity"
    ]
    (one,) = answer(campus.query("LearningApi_GetSectionEnrollments", org_id=ACME))
    assert (one["phase"], one["result"]) == (FINISHED, FAILING)
    again = campus.query("LearningApi_DropEnrollment", "POST", enrollment_id=IN_SAFETY)
    assert "The enrollment has ended already." in refusal(again, 422)
    assert answer(campus.query("LearningApi_DropEnrollment", "POST", enrollment_id=IN_PLAN))


def test_dropping_keeps_the_result_that_is_there(world: World) -> None:
    campus = document()
    campus["nexport"]["sections"][0]["enrollments"][0]["result"] = "Passing"
    world.seed(campus)
    client = Campus(world)
    answer(client.query("LearningApi_DropEnrollment", "POST", enrollment_id=IN_SAFETY))
    assert answer(client.query("LearningApi_GetSectionEnrollments", org_id=ACME))[0]["result"] == 0


def test_deleting_an_enrollment_removes_it_with_its_attempts(world: World) -> None:
    campus = document()
    sco = {"assignment": "Course", "scos": [{"id": "welcome"}]}
    campus["nexport"]["sections"][0]["assignments"][1] |= {
        "sample": None,
        "version": "1.2",
        "scos": [{"id": "welcome"}],
    }
    campus["nexport"]["sections"][0]["enrollments"][0]["statuses"].append(sco)
    world.seed(campus)
    client = Campus(world)
    assert len(answer(client.get(enrollment_id=IN_SAFETY, assignment_id=COURSE))) == 1
    for enrollment_id in (IN_SAFETY, IN_PLAN):
        assert answer(client.query("LearningApi_DeleteEnrollment", "POST", enrollment_id=enrollment_id))
        assert refusal(client.query("LearningApi_DeleteEnrollment", "POST", enrollment_id=enrollment_id), 409)
    assert refusal(client.get(enrollment_id=IN_SAFETY, assignment_id=COURSE), 409)
    assert found(client.send("LearningApi_SearchEnrollments", user_ids=[JO])) == []


@pytest.mark.parametrize("operation", ["LearningApi_DropEnrollment", "LearningApi_DeleteEnrollment"])
def test_ending_no_enrollment_is_refused(campus: Campus, operation: str) -> None:
    assert refusal(campus.query(operation, "POST", enrollment_id=OTHER), 409)
    assert refusal(campus.query(operation, "POST"), 422)


def test_a_search_over_ten_thousand_users_and_names_finds_those_there_are(campus: Campus) -> None:
    users = [f"0c0000ff-0000-4000-8000-{number:012d}" for number in range(10_000)]
    names = [f"NAME-{number}" for number in range(10_000)]
    searched = campus.send(
        "LearningApi_SearchEnrollments", user_ids=[*users, JO], syllabus_unique_names=[*names, "PLAN-1", "SAFE-1"]
    )
    assert found(searched) == [IN_PLAN, IN_SAFETY]


def test_pages_of_a_search_follow_each_other_over_both_kinds(world: World) -> None:
    campus = document()
    campus["nexport"]["sections"][1]["enrollments"] = [{"user": "jo", "id": OTHER, "enrolled": "2026-01-20T00:00:00Z"}]
    world.seed(campus)
    client = Campus(world)
    pages = [
        client.send("LearningApi_SearchEnrollments", query={"page": page, "per_page": 2}, user_ids=[JO])
        for page in (1, 2, 3)
    ]
    assert [found(page) for page in pages] == [[IN_PLAN, OTHER], [IN_SAFETY], []]
    assert paging(pages[2]) == ["3", "2", "3"]
