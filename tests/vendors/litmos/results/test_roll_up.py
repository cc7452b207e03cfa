"""What a learner's courses and learning paths come to by the results of their modules."""

from typing import Any

from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.litmos.learning import assign, course_with_modules, report
from tests.vendors.litmos.teams.teaming import new_path


def course_of(litmos: LitmosClient, user: dict[str, Any], course: dict[str, Any]) -> tuple[bool, float]:
    """Whether a user has completed a course, and how far they are."""
    row = litmos.call("GET", f"/users/{user['Id']}/courses/{course['Id']}").json()
    return row["Complete"], row["PercentageComplete"]


def earned(litmos: LitmosClient) -> list[tuple[str, str | None]]:
    """The achievements and their scores."""
    return [(row["Type"], row["Score"]) for row in litmos.call("GET", "/achievements").json()]


def test_a_module_that_is_not_active_holds_no_course_up(litmos: LitmosClient) -> None:
    user = litmos.new_user()
    course, (one, two, off) = course_with_modules(litmos, "Safety", "Fire", "Water", "Old")
    body = {"Id": off["Id"], "Name": "Old", "Active": "false"}
    assert litmos.call("PUT", f"/modules/{off['Id']}", json=body).status_code == 200
    assign(litmos, user, course)
    report(litmos, user, course, one)
    assert course_of(litmos, user, course) == (False, 50)
    report(litmos, user, course, two)
    assert course_of(litmos, user, course) == (True, 100)


def test_the_best_score_of_its_modules_is_that_of_a_completed_course(litmos: LitmosClient) -> None:
    user = litmos.new_user()
    course, modules = course_with_modules(litmos, "Safety", "Fire", "Water", "Air")
    assign(litmos, user, course)
    for module, score in zip(modules, (60, 90, 70), strict=True):
        report(litmos, user, course, module, Score=score)
    assert earned(litmos) == [("Course Completed", "90")]


def test_a_learning_path_that_was_taken_away_is_not_completed_by_its_courses(litmos: LitmosClient) -> None:
    user = litmos.new_user()
    course, (module,) = course_with_modules(litmos, "Safety", "Fire")
    path = new_path(litmos, "Path", [course], Users=["jo@example.com"])
    assign(litmos, user, course)
    assert litmos.call("DELETE", f"/users/{user['Id']}/learningpaths/{path['Id']}").status_code == 200
    report(litmos, user, course, module)
    assert earned(litmos) == [("Course Completed", "100")]


def test_a_course_that_begins_anew_takes_its_learning_path_back(litmos: LitmosClient) -> None:
    user = litmos.new_user()
    course, (module,) = course_with_modules(litmos, "Safety", "Fire")
    new_path(litmos, "Path", [course], Users=["jo@example.com"])
    report(litmos, user, course, module)

    def path() -> tuple[bool, float]:
        (row,) = litmos.call("GET", f"/users/{user['Id']}/learningpaths").json()
        return row["Complete"], row["PercentageComplete"]

    assert path() == (True, 100)
    assert litmos.call("PUT", f"/users/{user['Id']}/courses/{course['Id']}/reset").status_code == 200
    assert (course_of(litmos, user, course), path()) == ((False, 0), (False, 0))
