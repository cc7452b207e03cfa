"""Learning paths, and those of a user."""

from typing import Any

import pytest
from lxml import etree

from emulator.vendors import load_vendor
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.litmos.teams.teaming import UNKNOWN, add, courses_of, names, new_path, new_team, recipients

FROM_TEAM = (
    "The Learning Path can't be removed because it was assigned via a Team. "
    "Remove the user from the team or remove the learning path from the team."
)


def fields(schema: str) -> list[str]:
    return [field.name for field in load_vendor("litmos").contract.schemas[schema].fields]


def assign(litmos: LitmosClient, user: dict[str, Any], *paths: dict[str, Any]) -> None:
    body = [{"Id": path["Id"]} for path in paths]
    response = litmos.call("POST", f"/users/{user['Id']}/learningpaths", json=body)
    assert (response.status_code, response.content) == (200, b"")


def test_learning_paths_are_listed_searched_and_read_in_both_formats(litmos: LitmosClient) -> None:
    one = new_path(litmos, "One", [], Price=12.5, Description="<b>")
    new_path(litmos, "Two", [])
    assert list(one) == fields("LearningPath")
    assert litmos.call("GET", f"/learningpaths/{one['Id']}").json() == one
    assert b'"Price":12.50,' in litmos.call("GET", f"/learningpaths/{one['Id']}").content
    assert names(litmos, "/learningpaths") == ["One", "Two"]
    assert names(litmos, "/learningpaths", search="TW") == ["Two"]
    assert names(litmos, "/learningpaths", start=1, limit=1) == ["Two"]
    root = etree.fromstring(litmos.xml("GET", "/learningpaths").content)
    assert (root.tag, [child.tag for child in root[0]]) == ("LearningPaths", fields("LearningPath"))
    single = etree.fromstring(litmos.xml("GET", f"/learningpaths/{one['Id']}").content)
    assert (single.tag, single.findtext("Description")) == ("LearningPath", "<b>")


def test_the_courses_of_a_learning_path_come_in_its_order(litmos: LitmosClient) -> None:
    one, two = litmos.new_course("One", Code="C1"), litmos.new_course("Two")
    entry = {
        "Name": "Path",
        "Courses": ["Two", {"Course": "C1", "EquivalencyId": "7", "EquivalencyGroupName": "Either"}],
    }
    litmos.world.seed({"litmos": {"learning_paths": [entry]}})
    path = litmos.call("GET", "/learningpaths").json()[0]
    rows = litmos.call("GET", f"/learningpaths/{path['Id']}/courses").json()
    assert [list(row) for row in rows] == [fields("LearningPathCourse")] * 2
    assert [(row["Id"], row["EquivalencyId"]) for row in rows] == [(two["Id"], ""), (one["Id"], "7")]
    assert path["IsEquivalency"] is True
    root = etree.fromstring(litmos.xml("GET", f"/learningpaths/{path['Id']}/courses", limit=1).content)
    assert (root.tag, [row.findtext("Name") for row in root]) == ("Courses", ["Two"])


def test_a_learning_path_gives_its_courses_and_shows_how_far_its_users_are(litmos: LitmosClient) -> None:
    user, courses = litmos.new_user(), [litmos.new_course(name) for name in ("One", "Two")]
    path = new_path(litmos, "Path", courses)
    assign(litmos, user, path)
    assign(litmos, user, path)
    assert courses_of(litmos, user) == ["One", "Two"]
    (row,) = litmos.call("GET", f"/users/{user['Id']}/learningpaths").json()
    assert list(row) == fields("UserLearningPath")
    assert (row["Id"], row["Complete"], row["StartDate"]) == (path["Id"], False, None)
    assert b'"PercentageComplete":0.00' in litmos.call("GET", f"/users/{user['Id']}/learningpaths").content
    (who,) = litmos.call("GET", f"/learningpaths/{path['Id']}/users").json()
    assert list(who) == fields("LearningPathUser")
    assert (who["Id"], who["Completed"]) == (user["Id"], False)
    for url, tag in (
        (f"/users/{user['Id']}/learningpaths", "LearningPaths"),
        (f"/learningpaths/{path['Id']}/users", "Users"),
    ):
        root = etree.fromstring(litmos.xml("GET", url).content)
        assert (root.tag, len(root)) == (tag, 1)
    assert names(litmos, f"/learningpaths/{path['Id']}/users", search="nobody") == []


def test_a_learning_path_is_assigned_and_removed_in_xml(litmos: LitmosClient) -> None:
    user, path = litmos.new_user(), new_path(litmos, "Path", [litmos.new_course("One")])
    body = f"<LearningPaths><LearningPath><Id>{path['Id']}</Id></LearningPath></LearningPaths>"
    assert litmos.xml("POST", f"/users/{user['Id']}/learningpaths", body).status_code == 200
    assert courses_of(litmos, user) == ["One"]
    removed = litmos.xml("DELETE", f"/users/{user['Id']}/learningpaths/{path['Id']}")
    assert (removed.status_code, removed.content) == (200, b"")
    assert courses_of(litmos, user) == names(litmos, f"/users/{user['Id']}/learningpaths") == []


def test_assigning_needs_learning_paths_that_exist(litmos: LitmosClient) -> None:
    user, path = litmos.new_user(), new_path(litmos, "Path", [])
    missing = "The userid does not exist or no valid learning paths were included in the request. Check the body for the proper format."
    said = [
        (
            user["Id"],
            [{"Id": path["Id"]}, {}],
            400,
            "The LearningPath Id can't be null. Check the body for the proper format.",
        ),
        (user["Id"], [{"Id": None}], 400, "The LearningPath Id can't be null. Check the body for the proper format."),
        (user["Id"], [], 404, missing),
        (user["Id"], [{"Id": UNKNOWN}], 404, missing),
        ("nobody", [{"Id": path["Id"]}], 404, missing),
    ]
    for userid, body, status, words in said:
        response = litmos.call("POST", f"/users/{userid}/learningpaths", json=body)
        assert (response.status_code, response.json()) == (status, {"Detail": words})
    assert names(litmos, f"/users/{user['Id']}/learningpaths") == []


def test_a_learning_path_that_a_team_gave_is_not_taken_from_its_user(litmos: LitmosClient) -> None:
    user, team, path = litmos.new_user(), new_team(litmos), new_path(litmos, "Path", [litmos.new_course("One")])
    add(litmos, team, user)
    assign(litmos, user, path)
    litmos.call("POST", f"/teams/{team['Id']}/learningpaths", json=[{"Id": path["Id"]}])
    url = f"/users/{user['Id']}/learningpaths/{path['Id']}"
    response = litmos.call("DELETE", url)
    assert (response.status_code, response.json()) == (406, {"Detail": FROM_TEAM})
    litmos.call("DELETE", f"/teams/{team['Id']}/users/{user['Id']}")
    assert names(litmos, f"/users/{user['Id']}/learningpaths") == ["Path"], "they had it directly as well"
    assert litmos.call("DELETE", url).status_code == 200
    assert courses_of(litmos, user) == []


def test_unknown_learning_paths_and_users_answer_404(litmos: LitmosClient) -> None:
    user, path = litmos.new_user(), new_path(litmos, "Path", [])
    lower, upper = {"Detail": "The learning path does not exist."}, {"Detail": "The Learning Path does not exist."}
    nobody = {"Detail": "User - nobody was not found"}
    for method, url, words in (
        ("GET", f"/learningpaths/{UNKNOWN}", lower),
        ("GET", f"/learningpaths/{UNKNOWN}/courses", lower),
        ("GET", f"/learningpaths/{UNKNOWN}/users", lower),
        ("DELETE", f"/users/{user['Id']}/learningpaths/{UNKNOWN}", upper),
        ("DELETE", f"/users/{user['Id']}/learningpaths/{path['Id']}", upper),
        ("DELETE", f"/users/nobody/learningpaths/{path['Id']}", nobody),
        ("GET", "/users/nobody/learningpaths", nobody),
    ):
        response = litmos.call(method, url)
        assert (response.status_code, response.json()) == (404, words), url


def test_a_deleted_learning_path_is_gone_from_users_and_teams(litmos: LitmosClient) -> None:
    one, two, team = litmos.new_user("one@example.com"), litmos.new_user("two@example.com"), new_team(litmos)
    path = new_path(litmos, "Path", [litmos.new_course("One")])
    add(litmos, team, one)
    assign(litmos, two, path)
    litmos.call("POST", f"/teams/{team['Id']}/learningpaths", json=[{"Id": path["Id"]}])
    assert courses_of(litmos, one) == courses_of(litmos, two) == ["One"]
    response = litmos.call("DELETE", f"/learningpaths/{path['Id']}")
    assert (response.status_code, response.content) == (200, b"")
    assert courses_of(litmos, one) == courses_of(litmos, two) == names(litmos, f"/teams/{team['Id']}/courses") == []
    again = litmos.call("DELETE", f"/learningpaths/{path['Id']}")
    words = {"Detail": "The Learning Path Id do not match. Please check the XML/json request and the URL."}
    assert (again.status_code, again.json()) == (409, words)


def test_a_new_learning_path_is_told_unless_told_otherwise(litmos: LitmosClient) -> None:
    user = litmos.new_user()
    courses_of(litmos, user)  # logs in
    one, two = new_path(litmos, "First", []), new_path(litmos, "Second", [])
    body = [{"Id": one["Id"]}]
    litmos.call("POST", f"/users/{user['Id']}/learningpaths", json=body, params={"sendmessage": "false"})
    assert recipients(litmos) == []
    response = litmos.call(
        "POST", f"/users/{user['Id']}/learningpaths", json=[{"Id": two["Id"]}], params={"includesubteams": "true"}
    )
    assert "no sub-teams" in response.headers["x-emulator-hint"]
    assert recipients(litmos) == [user["Email"]]


@pytest.mark.parametrize(
    ("entry", "where"),
    [
        ({}, "litmos.learning_paths[0].Name is required"),
        ({"Name": "P", "Colour": 1}, "litmos.learning_paths[0].Colour is not a member"),
        ({"Name": "P", "Courses": ["none"]}, "litmos.learning_paths[0].Courses[0].Course 'none': there is no course"),
        ({"Name": "P", "Courses": [7]}, "litmos.learning_paths[0].Courses[0] must be an object"),
        ({"Name": "P", "Users": ["none"]}, "litmos.learning_paths[0].Users[0] 'none': there is no user"),
        ({"Name": "P", "Users": "none"}, "litmos.learning_paths[0].Users must be an array of texts"),
        (7, "litmos.learning_paths[0] must be an object"),
    ],
)
def test_a_seeded_learning_path_that_cannot_be_is_refused_with_its_place(
    litmos: LitmosClient, entry: Any, where: str
) -> None:
    document = {"litmos": {"learning_paths": [entry]}}
    response = litmos.world.client.post(f"{litmos.world.root}/_emulator/seed", json=document)
    assert response.status_code >= 400
    assert where in response.text
    assert names(litmos, "/learningpaths") == []


def test_a_seeded_world_has_teams_with_members_leaders_courses_and_learning_paths(litmos: LitmosClient) -> None:
    litmos.world.seed(
        {
            "litmos": {
                "users": [{"UserName": f"{name}@example.com"} for name in ("lead", "admin", "one")],
                "courses": [{"Name": "Knots", "Code": "K1"}, {"Name": "Tides"}],
                "learning_paths": [{"Name": "Sailing", "Courses": ["Tides"], "Users": ["one@example.com"]}],
                "teams": [
                    {"Name": "Crew", "Description": "All"},
                    {
                        "Name": "Deck",
                        "ParentTeam": "Crew",
                        "Users": ["one@example.com"],
                        "Leaders": ["lead@example.com"],
                        "Admins": ["admin@example.com"],
                        "Courses": ["K1"],
                        "LearningPaths": ["Sailing"],
                    },
                ],
            }
        }
    )
    crew, deck = litmos.call("GET", "/teams").json()
    assert deck["ParentTeamId"] == crew["Id"]
    assert len(names(litmos, f"/teams/{deck['Id']}/users")) == 3
    assert names(litmos, f"/teams/{deck['Id']}/leaders") == ["lead@example.com"]
    assert names(litmos, f"/teams/{deck['Id']}/admins") == ["admin@example.com"]
    assert names(litmos, f"/teams/{deck['Id']}/courses") == ["Knots", "Tides"]
    assert courses_of(litmos, {"Id": "one@example.com"}) == ["Tides", "Knots"]
    response = litmos.world.client.post(
        f"{litmos.world.root}/_emulator/seed", json={"litmos": {"teams": [{"Name": "crew"}]}}
    )
    assert "litmos.teams[0] Team name already exists" in response.text
