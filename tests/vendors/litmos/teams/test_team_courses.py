"""The courses and learning paths of a team, and what its members get of them."""

from typing import Any

import pytest
from lxml import etree

from emulator.vendors import load_vendor
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.litmos.teams.teaming import UNKNOWN, add, courses_of, names, new_path, new_team, recipients

VIA_PATH = "Course is assigned via Learning Path. Remove the team from the Learning Path to unassign from team"


def ids(*rows: dict[str, Any], **members: Any) -> list[dict[str, Any]]:
    return [{"Id": row["Id"], **members} for row in rows]


def assign(litmos: LitmosClient, team: dict[str, Any], what: str, *rows: dict[str, Any], **params: Any) -> None:
    response = litmos.call("POST", f"/teams/{team['Id']}/{what}", json=ids(*rows), params=params)
    assert (response.status_code, response.content) == (200, b"")


def test_members_get_the_courses_of_their_team_whenever_they_join(litmos: LitmosClient) -> None:
    one, two = litmos.new_user("one@example.com"), litmos.new_user("two@example.com")
    team, course = new_team(litmos), litmos.new_course("Knots")
    add(litmos, team, one)
    assign(litmos, team, "courses", course)
    add(litmos, team, two)
    assert names(litmos, f"/teams/{team['Id']}/courses") == ["Knots"]
    assert courses_of(litmos, one) == courses_of(litmos, two) == ["Knots"]
    litmos.call("DELETE", f"/teams/{team['Id']}/users/{two['Id']}")
    assert courses_of(litmos, two) == []
    response = litmos.call("DELETE", f"/teams/{team['Id']}/courses", json=ids(course))
    assert (response.status_code, response.content) == (200, b"")
    assert names(litmos, f"/teams/{team['Id']}/courses") == courses_of(litmos, one) == []


def test_courses_are_assigned_listed_and_removed_in_xml(litmos: LitmosClient) -> None:
    team, course = new_team(litmos), litmos.new_course("Knots")
    body = f"<Courses><Course><Id>{course['Id']}</Id><CourseTeamLibrary>false</CourseTeamLibrary></Course></Courses>"
    assert litmos.xml("POST", f"/teams/{team['Id']}/courses", body).status_code == 200
    root = etree.fromstring(litmos.xml("GET", f"/teams/{team['Id']}/courses").content)
    assert root.tag == "Courses"
    fields = [field.name for field in load_vendor("litmos").contract.schemas["Course"].fields]
    assert [[child.tag for child in row] for row in root] == [fields]
    assert litmos.xml("DELETE", f"/teams/{team['Id']}/courses", body).status_code == 200
    assert names(litmos, f"/teams/{team['Id']}/courses") == []


def test_the_library_and_the_courses_of_a_team_are_two_things(litmos: LitmosClient) -> None:
    user, team, course = litmos.new_user(), new_team(litmos), litmos.new_course("Knots")
    add(litmos, team, user)
    path = f"/teams/{team['Id']}/courses"
    litmos.call("POST", path, json=ids(course, CourseTeamLibrary=True))
    assert [row["CourseTeamLibrary"] for row in litmos.call("GET", path).json()] == [True]
    assert courses_of(litmos, user) == []
    litmos.call("DELETE", path, json=ids(course))
    assert names(litmos, path) == ["Knots"]
    assign(litmos, team, "courses", course)
    assert courses_of(litmos, user) == ["Knots"]
    litmos.call("DELETE", path, json=ids(course, CourseTeamLibrary=True))
    assert [row["CourseTeamLibrary"] for row in litmos.call("GET", path).json()] == [False]
    assert courses_of(litmos, user) == ["Knots"]


def test_sub_teams_get_what_a_team_gets_only_when_asked_for(litmos: LitmosClient) -> None:
    user, course, other = litmos.new_user(), litmos.new_course("Knots"), litmos.new_course("Tides")
    path = new_path(litmos, "Sailing", [other])
    team = new_team(litmos)
    below = new_team(litmos, "Deep", parent=new_team(litmos, "Below", parent=team))
    add(litmos, below, user)
    assign(litmos, team, "courses", course)
    assign(litmos, team, "learningpaths", path)
    assert courses_of(litmos, user) == []
    assign(litmos, team, "courses", course, includesubteams="true")
    assign(litmos, team, "learningpaths", path, includesubteams="true")
    assert courses_of(litmos, user) == ["Knots", "Tides"]
    assert names(litmos, f"/teams/{below['Id']}/learningpaths") == ["Sailing"]


def test_what_is_unknown_or_there_already_is_passed_over(litmos: LitmosClient) -> None:
    team, course = new_team(litmos), litmos.new_course("Knots")
    assign(litmos, team, "courses", course)
    body = [{"Id": UNKNOWN}, {}, *ids(course, course)]
    response = litmos.call("POST", f"/teams/{team['Id']}/courses", json=body)
    assert response.status_code == 200
    assert "passed over" in response.headers["x-emulator-hint"]
    assert names(litmos, f"/teams/{team['Id']}/courses") == ["Knots"]
    assert litmos.call("DELETE", f"/teams/{team['Id']}/courses", json=[{"Id": UNKNOWN}]).status_code == 200
    empty = litmos.call("POST", f"/teams/{team['Id']}/courses", json=[])
    words = f"No team with this id {team['Id']} exists in your organization, or you did not send any courses in your request"
    assert (empty.status_code, empty.json()) == (404, {"Detail": words})


def test_new_courses_are_told_to_whoever_has_logged_in_before_unless_told_otherwise(litmos: LitmosClient) -> None:
    old, new = litmos.new_user("old@example.com"), litmos.new_user("new@example.com")
    litmos.world.client.get(litmos.call("GET", f"/users/{old['Id']}").json()["LoginKey"])
    team = new_team(litmos)
    add(litmos, team, old, new)
    courses = [litmos.new_course(name) for name in ("One", "Two", "Three")]
    assign(litmos, team, "courses", courses[0], sendmessage="false")
    assert recipients(litmos) == []
    assign(litmos, team, "courses", courses[0], courses[1])
    assign(litmos, team, "learningpaths", new_path(litmos, "Path", courses[2:]))
    assert recipients(litmos) == ["old@example.com", "old@example.com"]


def test_a_team_has_the_courses_of_its_learning_paths_and_loses_them_with_the_path_alone(litmos: LitmosClient) -> None:
    user, team, course = litmos.new_user(), new_team(litmos), litmos.new_course("Knots")
    path = new_path(litmos, "Sailing", [course])
    add(litmos, team, user)
    assign(litmos, team, "learningpaths", path)
    assert names(litmos, f"/teams/{team['Id']}/courses") == courses_of(litmos, user) == ["Knots"]
    response = litmos.call("DELETE", f"/teams/{team['Id']}/courses", json=ids(course))
    assert (response.status_code, response.json()) == (403, {"Detail": VIA_PATH})
    assert courses_of(litmos, user) == ["Knots"]
    removed = litmos.call("DELETE", f"/teams/{team['Id']}/learningpaths", json=ids(path))
    assert (removed.status_code, removed.content) == (200, b"")
    assert names(litmos, f"/teams/{team['Id']}/courses") == courses_of(litmos, user) == []


def test_learning_paths_are_assigned_listed_and_removed_in_xml(litmos: LitmosClient) -> None:
    team, path = new_team(litmos), new_path(litmos, "Sailing", [])
    body = f"<LearningPaths><LearningPath><Id>{path['Id']}</Id></LearningPath></LearningPaths>"
    url = f"/teams/{team['Id']}/learningpaths"
    assert litmos.xml("POST", url, body).status_code == 200
    root = etree.fromstring(litmos.xml("GET", url).content)
    assert root.tag == "LearningPaths"
    fields = [field.name for field in load_vendor("litmos").contract.schemas["LearningPath"].fields]
    assert [[child.tag for child in row] for row in root] == [fields]
    assert litmos.xml("DELETE", url, body).status_code == 200
    assert names(litmos, url) == []


@pytest.mark.parametrize("method", ["POST", "DELETE"])
@pytest.mark.parametrize("body", [[], [{"Id": UNKNOWN}], [{}]])
def test_a_body_without_a_learning_path_that_exists_answers_404(
    litmos: LitmosClient, method: str, body: list[dict[str, str]]
) -> None:
    response = litmos.call(method, f"/teams/{new_team(litmos)['Id']}/learningpaths", json=body)
    assert response.status_code == 404
    assert response.json()["Detail"].endswith("there was no valid Learning Path Id in the body of the request.")


def test_a_course_that_comes_from_two_sides_goes_with_the_last(litmos: LitmosClient) -> None:
    user, course = litmos.new_user(), litmos.new_course("Knots")
    one, two = new_team(litmos, "One"), new_team(litmos, "Two")
    for team in (one, two):
        add(litmos, team, user)
        assign(litmos, team, "courses", course)
    litmos.call("DELETE", f"/teams/{one['Id']}")
    assert courses_of(litmos, user) == ["Knots"]
    litmos.call("DELETE", f"/users/{user['Id']}/teams")
    assert courses_of(litmos, user) == []
