"""Teams: as recorded, and the refusals that the vendor documents."""

from typing import Any

import pytest
from lxml import etree

from tests.vendors.litmos.calling import BAD_REQUEST, NOT_PERMITTED, LitmosClient, refusal
from tests.vendors.litmos.teams.teaming import UNKNOWN, add, names, new_team

NOT_FOUND = f"No team with this {UNKNOWN} exists in your organization"
BODY_REFUSED = "Please check the xml/json included with this call"


def test_the_recorded_creation_answers_201_with_the_team(litmos: LitmosClient) -> None:
    response = litmos.call("POST", "/teams", json={"Id": "", "Name": "jobaba", "Description": "Jobaba's A team"})
    assert (response.status_code, response.reason_phrase) == (201, "Created")
    team = response.json()
    assert list(team) == ["Id", "Name", "Description", "ParentTeamId", "TeamCodeForBulkImport"]
    assert (team["Name"], team["Description"], team["ParentTeamId"]) == ("jobaba", "Jobaba's A team", "")
    assert litmos.call("GET", f"/teams/{team['Id']}").json() == team


def test_a_team_is_created_and_read_in_xml(litmos: LitmosClient) -> None:
    body = "<Team><Id></Id><Name>Caroline Ross</Name><Description>&lt;b&gt;</Description></Team>"
    response = litmos.xml("POST", "/teams", body)
    assert response.status_code == 201
    root = etree.fromstring(response.content)
    assert root.tag == "Team"
    assert [child.tag for child in root] == ["Id", "Name", "Description", "ParentTeamId", "TeamCodeForBulkImport"]
    assert (root.findtext("TeamCodeForBulkImport") or "").partition("-")[2] == "CarolineRoss"
    assert litmos.xml("GET", f"/teams/{root.findtext('Id')}").content == response.content
    rows = etree.fromstring(litmos.xml("GET", "/teams").content)
    assert rows.tag == "Teams"
    assert [child.tag for child in rows[0]] == ["Id", "Name", "TeamCodeForBulkImport", "ParentTeamId"]


def test_teams_and_sub_teams_are_listed_searched_and_paged(litmos: LitmosClient) -> None:
    one = new_team(litmos, "One")
    for name in ("Two", "Three"):
        new_team(litmos, name, parent=one)
    assert names(litmos, "/teams") == ["One", "Two", "Three"]
    assert names(litmos, "/teams", start=1, limit=1) == ["Two"]
    assert names(litmos, "/teams", search="THR") == ["Three"]
    assert names(litmos, "/teams", search="%") == []
    below = f"/teams/{one['Id']}/teams"
    assert names(litmos, below, limit=1) == ["Two"]
    assert names(litmos, below, start=2) == []
    assert litmos.xml("GET", below, start=9).text == '<Teams xmlns:i="http://www.w3.org/2001/XMLSchema-instance"/>'
    assert {row["ParentTeamId"] for row in litmos.call("GET", below).json()} == {one["Id"]}


def test_a_parent_in_the_body_makes_a_sub_team_too(litmos: LitmosClient) -> None:
    one = new_team(litmos, "One")
    response = litmos.call("POST", "/teams", json={"Name": "Two", "ParentTeamId": one["Id"]})
    assert response.json()["ParentTeamId"] == one["Id"]
    response = litmos.call("POST", "/teams", json={"Name": "Three", "ParentTeamId": UNKNOWN})
    assert refusal(response, 404) == f"No team with this {UNKNOWN} exists in your organization"


@pytest.mark.parametrize("path", ["/teams", "/teams/{}/teams"])
def test_a_name_that_is_taken_answers_409_wherever_the_other_team_is(litmos: LitmosClient, path: str) -> None:
    team = new_team(litmos, "Sales", parent=new_team(litmos, "All"))
    response = litmos.call("POST", path.format(team["Id"]), json={"Name": "SALES"})
    assert (response.status_code, response.json()) == (409, {"Detail": "Team name already exists"})
    assert names(litmos, "/teams") == ["All", "Sales"]


@pytest.mark.parametrize("path", ["/teams", "/teams/{}/teams"])
@pytest.mark.parametrize("body", [{}, {"Name": ""}, {"Name": " "}, {"Name": None}, {"Name": "x" * 101}, [], "x"])
def test_a_team_that_cannot_be_answers_400_in_the_documented_words(litmos: LitmosClient, path: str, body: Any) -> None:
    team = new_team(litmos)
    response = litmos.call("POST", path.format(team["Id"]), json=body)
    assert (response.status_code, response.json()) == (400, {"Detail": BODY_REFUSED})
    assert names(litmos, "/teams") == ["A team"]


def test_an_unknown_team_answers_404_in_the_words_of_each_operation(litmos: LitmosClient) -> None:
    user = litmos.new_user()
    ours = "No team with this id exists in your organization"
    said = {
        ("GET", ""): NOT_FOUND,
        ("PUT", ""): NOT_FOUND,
        ("DELETE", ""): NOT_FOUND,
        ("GET", "/teams"): NOT_FOUND,
        ("POST", "/teams"): NOT_FOUND,
        ("GET", "/users"): "Not Found",
        ("POST", "/users"): f"{ours}, or the user list is empty.",
        ("DELETE", f"/users/{user['Id']}"): f"{ours}, or no user exists with this id",
        ("GET", "/leaders"): NOT_FOUND,
        ("GET", "/admins"): NOT_FOUND,
        ("GET", "/courses"): f'The team {UNKNOWN} does not exist."',
        ("POST", "/courses"): f"No team with this id {UNKNOWN} exists in your organization, "
        "or you did not send any courses in your request",
        ("DELETE", "/courses"): ours,
        ("GET", "/learningpaths"): f"The team {UNKNOWN} does not exist",
        ("POST", "/learningpaths"): f"{ours}, or there was no valid Learning Path Id in the body of the request.",
        ("DELETE", "/learningpaths"): f"{ours} or there was no valid Learning Path Id in the body of the request.",
    }
    for (method, path), words in said.items():
        lists = method in ("POST", "DELETE") and path in ("/users", "/courses", "/learningpaths")
        body: Any = [{"Id": UNKNOWN}] if lists else {"Name": "X"}
        response = litmos.call(method, f"/teams/{UNKNOWN}{path}", json=body)
        assert (response.status_code, response.json()) == (404, {"Detail": words}), (method, path)


def test_updating_a_team_changes_what_is_sent_and_has_no_body(litmos: LitmosClient) -> None:
    team = litmos.call("POST", "/teams", json={"Name": "One", "Description": "D"}).json()
    response = litmos.call("PUT", f"/teams/{team['Id']}", json={"Id": team["Id"], "Name": "Two two"})
    assert (response.status_code, response.content) == (200, b"")
    after = litmos.call("GET", f"/teams/{team['Id']}").json()
    code = team["TeamCodeForBulkImport"].partition("-")[0]
    assert after == {**team, "Name": "Two two", "TeamCodeForBulkImport": f"{code}-Twotwo"}
    xml = f"<Team><Id>{team['Id']}</Id><Name>Three</Name><Description>E</Description></Team>"
    assert litmos.xml("PUT", f"/teams/{team['Id']}", xml).status_code == 200
    assert litmos.call("GET", f"/teams/{team['Id']}").json()["Description"] == "E"


def test_a_team_is_moved_but_never_below_itself(litmos: LitmosClient) -> None:
    one = new_team(litmos, "One")
    two = new_team(litmos, "Two", parent=one)
    three = new_team(litmos, "Three", parent=two)
    for below in (one, three):
        body = {"Name": "One", "ParentTeamId": below["Id"]}
        assert (
            refusal(litmos.call("PUT", f"/teams/{one['Id']}", json=body), 400)
            == "Please check the xml/json included with this call"
        )
    assert (
        litmos.call("PUT", f"/teams/{three['Id']}", json={"Name": "Three", "ParentTeamId": one["Id"]}).status_code
        == 200
    )
    assert names(litmos, f"/teams/{one['Id']}/teams") == ["Two", "Three"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"Id": UNKNOWN, "Name": "X"}, 404),
        ({"Name": "Other"}, 409),
        ({"Name": ""}, 400),
        ({"Name": "X", "ParentTeamId": UNKNOWN}, 404),
    ],
)
def test_a_team_is_not_changed_to_what_it_cannot_be(litmos: LitmosClient, body: dict[str, str], status: int) -> None:
    team = new_team(litmos)
    new_team(litmos, "Other")
    assert litmos.call("PUT", f"/teams/{team['Id']}", json=body).status_code == status
    assert litmos.call("GET", f"/teams/{team['Id']}").json() == team


def test_a_deleted_team_is_gone_with_its_sub_teams_and_what_it_gave(litmos: LitmosClient) -> None:
    user, course = litmos.new_user(), litmos.new_course()
    team = new_team(litmos, "One")
    below = new_team(litmos, "Two", parent=team)
    add(litmos, below, user)
    litmos.call("PUT", f"/teams/{below['Id']}/leaders/{user['Id']}")
    litmos.call("POST", f"/teams/{below['Id']}/courses", json=[{"Id": course["Id"]}])
    response = litmos.call("DELETE", f"/teams/{team['Id']}")
    assert (response.status_code, response.content) == (200, b"")
    assert names(litmos, "/teams") == []
    assert names(litmos, f"/users/{user['Id']}/teams") == []
    assert litmos.call("GET", f"/users/{user['Id']}").json()["AccessLevel"] == "Learner"
    assert new_team(litmos, "One")["Id"] != team["Id"]


def test_what_needs_an_administrator_is_refused_to_team_leaders(litmos: LitmosClient) -> None:
    team, user = new_team(litmos), litmos.new_user()
    leader = LitmosClient(litmos.world, "litmos-team-leader")
    for path in ("", "/users", "/admins"):
        assert refusal(leader.call("GET", f"/teams/{team['Id']}{path}"), 403) == NOT_PERMITTED
    assert refusal(leader.call("PUT", f"/teams/{team['Id']}/leaders/{user['Id']}"), 403) == NOT_PERMITTED
    administrator = LitmosClient(litmos.world, "litmos-administrator")
    assert administrator.call("GET", f"/teams/{team['Id']}").status_code == 200
    refused = administrator.call("GET", "/teams")
    words = {"Detail": "You do not have the proper permissions for this call"}
    assert (refused.status_code, refused.json()) == (403, words)


@pytest.mark.parametrize("path", ["/teams", "/teams/{}/teams", "/teams/{}/users", "/teams/{}/courses"])
@pytest.mark.parametrize("query", [{"limit": "many"}, {"limit": "0"}, {"start": "-1"}, {"search": "x" * 51}])
def test_a_list_parameter_out_of_its_range_answers_400(litmos: LitmosClient, path: str, query: dict[str, str]) -> None:
    assert refusal(litmos.call("GET", path.format(new_team(litmos)["Id"]), params=query), 400) == BAD_REQUEST
