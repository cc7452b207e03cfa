"""Delta queries: what was created or updated within a period."""

from typing import Any

import pytest

from emulator.vendors import load_vendor
from tests.vendors.litmos.calling import BAD_REQUEST, NOT_PERMITTED, LitmosClient, refusal
from tests.vendors.litmos.learning import WEEK, complete, hold_clock, same_in_xml, words
from tests.vendors.litmos.teams.teaming import add, new_path, new_team

PERIOD = "Please provide a valid since and to query string parameters"
LISTS = {
    "/org/achievements": ("Achievements", "Achievement", "OrgAchievement", 2),
    "/org/courses": ("Courses", "Course", "OrgCourse", 1),
    "/org/courses/modules": ("CourseModules", "CourseModule", "OrgCourseModule", 1),
    "/org/learningpaths": ("LearningPaths", "LearningPath", "OrgLearningPath", 1),
    "/org/learningpaths/courses": ("LearningPathCourses", "LearningPathCourse", "OrgLearningPathCourse", 1),
    "/org/learningpaths/results": ("LearningPathResults", "LearningPathResult", "OrgLearningPathResult", 1),
    "/org/learningpaths/users": ("LearningPathUsers", "LearningPathUser", "OrgLearningPathUser", 1),
    "/org/modules": ("Modules", "Module", "OrgModule", 1),
    "/org/modules/results": ("ModuleResults", "ModuleResult", "OrgModuleResult", 1),
    "/org/results/details": ("UserResults", "UserResult", "OrgUserResult", 1),
    "/org/teams": ("Teams", "Team", "OrgTeam", 1),
    "/org/teams/courses": ("TeamCourses", "TeamCourse", "OrgTeamCourse", 2),
    "/org/teams/learningpaths": ("TeamLearningPaths", "TeamLearningPath", "OrgTeamLearningPath", 1),
    "/org/teams/users": ("TeamUsers", "TeamUser", "OrgTeamUser", 1),
    "/org/users/courses": ("UserCourses", "UserCourse", "OrgUserCourse", 1),
    "/org/users/details": ("Users", "User", "OrgUserDetail", 1),
}


def world_of_one(litmos: LitmosClient) -> dict[str, Any]:
    """One of each: a user in a team who completed a course of a learning path of the team. The key owners are older."""
    litmos.call("GET", "/users")
    hold_clock(litmos)
    user, course, module = complete(litmos)
    other = new_path(litmos, "Path", [course], Users=["jo@example.com"])
    team = new_team(litmos)
    add(litmos, team, user)
    litmos.call("POST", f"/teams/{team['Id']}/courses", json=[{"Id": course["Id"]}])
    litmos.call("POST", f"/teams/{team['Id']}/learningpaths", json=[{"Id": other["Id"]}])
    return {"user": user, "course": course, "module": module, "path": other, "team": team}


def rows(litmos: LitmosClient, path: str, since: str = WEEK["since"], to: str = WEEK["to"], **more: Any) -> Any:
    """A delta list."""
    response = litmos.call("GET", path, params={"since": since, "to": to, **more})
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.parametrize("path", LISTS)
def test_a_change_is_in_the_list_of_its_kind_in_both_formats(litmos: LitmosClient, path: str) -> None:
    made = world_of_one(litmos)
    root, item, schema, count = LISTS[path]
    found = same_in_xml(litmos, path, root, item, schema, **WEEK)
    assert len(found) == count, found
    for row in found:
        by = row.get("UpdatedBy", row["CreatedBy"])
        assert by in (0, made["user"]["OriginalId"] - 4, row["CreatedBy"])
        assert row["UpdatedDate"] == row["CreatedDate"] == "2030-05-15T12:00:00"
        assert row.get("Active", True) is True
        for name, value in row.items():
            if name.startswith("Original"):
                assert value is None or value > 1_000_000 or name == "OriginalAchievementId", name


@pytest.mark.parametrize("path", [*LISTS, "/org/users/logins"])
def test_a_period_is_needed_and_is_seven_days_at_most(litmos: LitmosClient, path: str) -> None:
    wrong: list[dict[str, str]] = [
        {},
        {"since": "2030-05-12"},
        {"to": "2030-05-12"},
        {"since": "", "to": ""},
        {"since": "2030-05-12", "to": "soon"},
        {"since": "2030-02-30", "to": "2030-03-01"},
        {"since": "2030-05-12", "to": "2030-05-19 00:00:01"},
        {"since": "2030-05-13", "to": "2030-05-12"},
        {"since": "2030-05-12T00:00:00Z", "to": "2030-05-13"},
    ]
    for params in wrong:
        assert words(litmos.call("GET", path, params=params)) == (406, PERIOD), params


@pytest.mark.parametrize(
    "query",
    [
        "since=2030-05-15%2012:00:00&to=2030-05-15%2012:00:00",
        "since=2030-05-15+12:00:00&to=2030-05-15+12:00:00",
        "since=2030-05-15+12:00&to=2030-05-15+12:01",
        "since=2030-05-15T12:00:00&to=2030-05-16",
        "Since=2030-05-15&TO=2030-05-22",
    ],
)
def test_a_period_is_written_in_any_of_the_documented_forms(litmos: LitmosClient, query: str) -> None:
    hold_clock(litmos)
    litmos.new_course()
    url = f"{litmos.world.litmos}/org/courses?source=tests&format=json&{query}"
    response = litmos.world.client.get(url, headers={"apikey": litmos.key})
    assert [row["Name"] for row in response.json()] == ["A course"]


def test_rows_come_by_their_last_change_and_are_paged(litmos: LitmosClient) -> None:
    hold_clock(litmos)
    first, *_ = [litmos.new_course(name) for name in ("One", "Two", "Three") if not litmos.world.advance(60)]
    litmos.world.advance(60)
    litmos.call("PUT", f"/courses/{first['Id']}", json={"Description": "New"})
    assert [row["Name"] for row in rows(litmos, "/org/courses")] == ["Two", "Three", "One"]
    assert [row["Name"] for row in rows(litmos, "/org/courses", start=1, limit=1)] == ["Three"]
    assert rows(litmos, "/org/courses", start=3) == []
    after = rows(litmos, "/org/courses", since="2030-05-15 12:04", to="2030-05-15 12:04")
    assert [(row["Name"], row["CreatedDate"]) for row in after] == [("One", "2030-05-15T12:01:00")]
    assert refusal(litmos.call("GET", "/org/courses", params={**WEEK, "limit": 0}), 400) == BAD_REQUEST
    assert litmos.xml("GET", "/org/courses", since="2030-05-01", to="2030-05-02").text.endswith(
        '<Courses xmlns:i="http://www.w3.org/2001/XMLSchema-instance"/>'
    )


def test_what_is_taken_away_is_listed_as_inactive(litmos: LitmosClient) -> None:
    made = world_of_one(litmos)
    litmos.world.advance(3600)
    litmos.call("DELETE", f"/teams/{made['team']['Id']}/users/{made['user']['Id']}")
    later = {"since": "2030-05-15 12:30", "to": "2030-05-16"}
    (member,) = rows(litmos, "/org/teams/users", **later)
    assert (member["Id"], member["Active"], member["CreatedDate"]) == (made["user"]["Id"], False, "2030-05-15T12:00:00")
    litmos.call("PUT", f"/users/{made['user']['Id']}", json={"Active": False})
    (user,) = rows(litmos, "/org/users/details", **later)
    assert (user["Active"], user["UpdatedDate"]) == (False, "2030-05-15T13:00:00")


def test_users_are_shown_without_their_login_key(litmos: LitmosClient) -> None:
    made = world_of_one(litmos)
    (user,) = rows(litmos, "/org/users/details")
    assert user["LoginKey"] == "/login.aspx?loginkey="
    assert (user["Id"], user["OriginalUserId"]) == (made["user"]["Id"], made["user"]["OriginalId"])
    assert "Password" not in user
    assert b"litmos-" not in litmos.call("GET", "/org/users/details", params=WEEK).content


def test_users_who_logged_in_are_listed(litmos: LitmosClient) -> None:
    made = world_of_one(litmos)
    assert rows(litmos, "/org/users/logins") == []
    litmos.world.client.get(litmos.call("GET", f"/users/{made['user']['Id']}").json()["LoginKey"])
    if litmos.call("GET", f"/users/{made['user']['Id']}").json()["LastLogin"]:
        found = same_in_xml(litmos, "/org/users/logins", "Users", "User", "OrgUserDetail", **WEEK)
        assert [row["UserName"] for row in found] == ["jo@example.com"]


def test_results_say_where_the_assignment_came_from(litmos: LitmosClient) -> None:
    made = world_of_one(litmos)
    (row,) = rows(litmos, "/org/results/details")
    assert (row["LearningPathAssignment"], row["TeamAssignment"]) == (True, True)
    assert (row["Completed"], row["PercentageComplete"], row["UpToDate"], row["Overdue"]) == (True, 100, True, False)
    assert (row["Name"], row["UserName"]) == ("Safety", "jo@example.com")
    assert row["CompletedDate"] == row["StartedDate"] == row["LastAttemptDate"] == "2030-05-15T12:00:00"
    (module,) = rows(litmos, "/org/modules/results")
    assert (module["Id"], module["Score"], module["AttemptNumber"]) == (made["module"]["Id"], 100, 1)
    assert module["TimeTaken"] == "00:00:00"
    assert {row["LearningPathAssignment"] for row in rows(litmos, "/org/teams/courses")} == {True, False}


def test_every_delta_query_needs_an_account_owner(litmos: LitmosClient) -> None:
    administrator = LitmosClient(litmos.world, "litmos-administrator")
    for operation in load_vendor("litmos").contract.operations.values():
        if operation.resource in ("delta_queries", "activity_logs", "ecommerce"):
            response = administrator.call("GET", operation.path, params=WEEK)
            assert refusal(response, 403) == NOT_PERMITTED, operation.id
