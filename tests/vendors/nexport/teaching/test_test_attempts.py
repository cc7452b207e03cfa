"""GetTestAttempts: attempts at a test, for administrators and the section's instructors."""

from typing import Any

import pytest

from tests.vendors.nexport.calling import refusal
from tests.vendors.nexport.campus import (
    COURSE,
    EXAM,
    IN_PLAN,
    IN_SAFETY,
    OTHER,
    Campus,
    answer,
    clerk_of,
    document,
    paging,
)
from tests.world import World


def attempts(campus: Campus, **params: Any) -> Any:
    """The call, of the exam of the campus unless it says otherwise."""
    return campus.query(
        "AssessmentApi_GetTestAttempts", **{"enrollment_id": IN_SAFETY, "assignment_id": EXAM, **params}
    )


def test_attempts_come_with_the_most_recent_first(campus: Campus) -> None:
    listed = attempts(campus)
    second, first = answer(listed)
    assert paging(listed) == ["2", "30", "1"]
    assert (first["attempt_index"], first["is_complete"], first["score"]) == (1, True, 40)
    assert (second["attempt_index"], second["is_complete"], second["num_questions"]) == (2, False, 12)
    assert (second["time_left"], second["comments"], second["allow_relaunch"]) == ("00:10:00", "again", False)
    assert second["proctor_response_item"] == {
        "proctor_code": "P1",
        "date_proctored": "2026-02-02T07:59:00Z",
        "api_error_entity": {"error_code": 0, "warning_messages": []},
    }
    assert "proctor_response_item" not in first
    assert [one["attempt_index"] for one in answer(attempts(campus, page=2, per_page=1))] == [1]
    assert answer(attempts(campus, page=3, per_page=1)) == []


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"enrollment_id": OTHER}, 409),
        ({"enrollment_id": IN_PLAN}, 409),
        ({"assignment_id": OTHER}, 409),
        ({"assignment_id": COURSE}, 422),
        ({"assignment_id": "7"}, 422),
        ({"enrollment_id": ""}, 422),
    ],
)
def test_attempts_at_no_test_are_refused(campus: Campus, params: dict[str, str], status: int) -> None:
    assert refusal(attempts(campus, **params), status)


def test_the_journal_says_what_it_was_that_is_not_there(campus: Campus) -> None:
    attempts(campus, enrollment_id=OTHER)
    assert f"no such enrollment: {OTHER}" in campus.world.journal()[-1]["notes"]


@pytest.mark.parametrize("permission", ["View Section Enrollments", "Update Section Enrollments"])
def test_one_of_two_permissions_is_enough(world: World, permission: str) -> None:
    assert len(answer(attempts(clerk_of(world, Acme=[permission])))) == 2


def test_without_a_permission_where_the_enrollment_is_it_is_refused(world: World) -> None:
    clerk = clerk_of(world, Acme_North=["View Section Enrollments"])
    assert refusal(attempts(clerk), 403) == "Not authorized to view test attempts"


def test_an_instructor_of_the_section_needs_no_permission(world: World) -> None:
    campus = document()
    campus["nexport"]["sections"][0]["instructors"] = ["clerk"]
    world.seed(campus)
    assert len(answer(attempts(Campus(world, "clerk", "clerk-password")))) == 2
