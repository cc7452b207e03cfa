"""Who is in a team, who leads it, and the teams of a user."""

from typing import Any

import pytest
from lxml import etree

from tests.vendors.litmos.calling import BAD_REQUEST, NOT_PERMITTED, LitmosClient, refusal
from tests.vendors.litmos.teams.teaming import UNKNOWN, add, level, names, new_team, recipients

ROW = ["Id", "UserName", "FirstName", "LastName", "Active", "Email", "AccessLevel", "Brand"]


def test_the_recorded_assignment_answers_201_without_a_body(litmos: LitmosClient) -> None:
    team, one, two = new_team(litmos), litmos.new_user("one@example.com"), litmos.new_user("two@example.com")
    body = [{"Id": user["Id"], "UserName": "ignored", "FirstName": "x", "LastName": ""} for user in (one, two)]
    response = litmos.call("POST", f"/teams/{team['Id']}/users", json=body)
    assert (response.status_code, response.reason_phrase, response.content) == (201, "Created", b"")
    assert "content-type" not in response.headers
    rows = litmos.call("GET", f"/teams/{team['Id']}/users").json()
    assert [list(row) for row in rows] == [ROW, ROW]
    assert names(litmos, f"/teams/{team['Id']}/users") == ["one@example.com", "two@example.com"]
    assert names(litmos, f"/teams/{team['Id']}/users", start=1) == ["two@example.com"]
    assert names(litmos, f"/teams/{team['Id']}/users", search="TWO") == ["two@example.com"]


def test_users_are_added_and_listed_in_xml(litmos: LitmosClient) -> None:
    team, user = new_team(litmos), litmos.new_user()
    body = f"<Users><User><Id>{user['Id']}</Id><UserName>ignored</UserName></User></Users>"
    response = litmos.xml("POST", f"/teams/{team['Id']}/users", body)
    assert (response.status_code, response.content) == (201, b"")
    for path in ("users", "leaders", "admins"):
        root = etree.fromstring(litmos.xml("GET", f"/teams/{team['Id']}/{path}").content)
        assert root.tag == "Users"
        assert [[child.tag for child in row] for row in root] == ([ROW] if path == "users" else [])
    teams = etree.fromstring(litmos.xml("GET", f"/users/{user['Id']}/teams").content)
    assert [row.findtext("Id") for row in teams] == [team["Id"]]


def test_members_and_unknown_ids_are_passed_over(litmos: LitmosClient) -> None:
    team, user = new_team(litmos), litmos.new_user()
    add(litmos, team, user)
    body = [{"Id": user["Id"]}, {"Id": user["Id"]}, {"Id": UNKNOWN}, {}, {"Id": None}]
    response = litmos.call("POST", f"/teams/{team['Id']}/users", json=body)
    assert response.status_code == 201
    assert "passed over" in response.headers["x-emulator-hint"]
    assert names(litmos, f"/teams/{team['Id']}/users") == [user["UserName"]]


def test_an_empty_list_of_users_answers_404_as_documented(litmos: LitmosClient) -> None:
    response = litmos.call("POST", f"/teams/{new_team(litmos)['Id']}/users", json=[])
    assert response.status_code == 404
    assert response.json()["Detail"].endswith("or the user list is empty.")


@pytest.mark.parametrize("body", [{"Id": "x"}, "x", [7], [{"Id": {}}], [{"Id": "x" * 51}], None])
def test_a_list_that_is_none_answers_400(litmos: LitmosClient, body: Any) -> None:
    assert refusal(litmos.call("POST", f"/teams/{new_team(litmos)['Id']}/users", json=body), 400) == BAD_REQUEST


def test_joining_a_team_is_told_only_when_asked_for(litmos: LitmosClient) -> None:
    team = new_team(litmos)
    one, two = litmos.new_user("one@example.com"), litmos.new_user("two@example.com")
    add(litmos, team, one)
    assert recipients(litmos) == []
    add(litmos, team, one, two, sendmessage="true")
    assert recipients(litmos) == ["two@example.com"]
    quiet = litmos.new_user("quiet@example.com", DisableMessages=True)
    body = [{"Id": new_team(litmos, "B")["Id"]}]
    litmos.call("POST", f"/users/{one['Id']}/teams", json=body, params={"sendmessage": "true"})
    litmos.call("POST", f"/users/{quiet['Id']}/teams", json=body, params={"sendmessage": "true"})
    assert recipients(litmos) == ["two@example.com", "one@example.com"]


def test_inactive_users_are_left_out_of_a_teams_users_but_not_of_its_leaders(litmos: LitmosClient) -> None:
    team, user = new_team(litmos), litmos.new_user()
    add(litmos, team, user)
    litmos.call("PUT", f"/teams/{team['Id']}/leaders/{user['Id']}")
    litmos.call("PUT", f"/users/{user['Id']}", json={"Active": False})
    assert names(litmos, f"/teams/{team['Id']}/users") == []
    assert names(litmos, f"/teams/{team['Id']}/leaders") == [user["UserName"]]


def test_a_user_is_removed_from_a_team_by_id_or_name(litmos: LitmosClient) -> None:
    team, one, two = new_team(litmos), litmos.new_user("one@example.com"), litmos.new_user("two@example.com")
    add(litmos, team, one, two)
    response = litmos.call("DELETE", f"/teams/{team['Id']}/users/{one['Id']}")
    assert (response.status_code, response.content) == (200, b"")
    assert litmos.call("DELETE", f"/teams/{team['Id']}/users/two@example.com").status_code == 200
    assert names(litmos, f"/teams/{team['Id']}/users") == []
    assert litmos.call("DELETE", f"/teams/{team['Id']}/users/{one['Id']}").status_code == 200
    unknown = litmos.call("DELETE", f"/teams/{team['Id']}/users/nobody")
    assert unknown.status_code == 404
    assert unknown.json()["Detail"].endswith("or no user exists with this id")


@pytest.mark.parametrize(("role", "other"), [("leaders", "admins"), ("admins", "leaders")])
def test_promoting_makes_a_member_a_team_leader_until_the_last_role_is_gone(
    litmos: LitmosClient, role: str, other: str
) -> None:
    user, one, two = litmos.new_user(), new_team(litmos, "One"), new_team(litmos, "Two")
    for team in (one, two):
        add(litmos, team, user)
        response = litmos.call("PUT", f"/teams/{team['Id']}/{role}/{user['Id']}")
        assert (response.status_code, response.content) == (200, b"")
    assert [row["AccessLevel"] for row in litmos.call("GET", f"/teams/{one['Id']}/{role}").json()] == ["Team_Leader"]
    assert names(litmos, f"/teams/{one['Id']}/{other}") == []
    assert litmos.call("DELETE", f"/teams/{one['Id']}/{role}/{user['UserName']}").content == b""
    assert (names(litmos, f"/teams/{one['Id']}/{role}"), level(litmos, user)) == ([], "Team_Leader")
    litmos.call("DELETE", f"/teams/{two['Id']}/users/{user['Id']}")
    assert level(litmos, user) == "Learner"


def test_higher_access_levels_stay_when_somebody_leads_a_team(litmos: LitmosClient) -> None:
    team, user = new_team(litmos), litmos.new_user(AccessLevel="Administrator")
    add(litmos, team, user)
    litmos.call("PUT", f"/teams/{team['Id']}/leaders/{user['Id']}")
    litmos.call("DELETE", f"/teams/{team['Id']}/leaders/{user['Id']}")
    assert level(litmos, user) == "Administrator"


def test_somebody_made_team_leader_by_profile_stays_one_when_leaving_a_team_they_did_not_lead(
    litmos: LitmosClient,
) -> None:
    team, user = new_team(litmos), litmos.new_user(AccessLevel="Team_Leader")
    add(litmos, team, user)
    litmos.call("DELETE", f"/users/{user['Id']}/teams")
    assert level(litmos, user) == "Team_Leader"


@pytest.mark.parametrize("role", ["leaders", "admins"])
def test_only_members_are_promoted_and_demoted(litmos: LitmosClient, role: str) -> None:
    team, user = new_team(litmos), litmos.new_user()
    for method, end in {"PUT": ".", "DELETE": ""}.items():
        for of, who in ((team["Id"], user["Id"]), (team["Id"], "nobody"), (UNKNOWN, user["Id"])):
            words = f"User: {who} does not exist on the team: {of}{end}"
            assert refusal(litmos.call(method, f"/teams/{of}/{role}/{who}"), 404) == words
        assert refusal(litmos.call(method, f"/teams/nonsense/{role}/{user['Id']}"), 400) == "BadRequest."
    add(litmos, team, user)
    assert litmos.call("DELETE", f"/teams/{team['Id']}/{role}/{user['Id']}").status_code == 200
    assert level(litmos, user) == "Learner"


def test_a_user_is_put_into_several_teams_and_taken_out_of_all(litmos: LitmosClient) -> None:
    user = litmos.new_user()
    teams = [new_team(litmos, f"Team {number}") for number in range(25)]
    response = litmos.call("POST", f"/users/{user['Id']}/teams", json=[{"Id": team["Id"]} for team in teams])
    assert (response.status_code, response.content) == (200, b"")
    assert names(litmos, f"/users/{user['UserName']}/teams") == [team["Name"] for team in teams]
    assert names(litmos, f"/users/{user['Id']}/teams", search="Team 24") == ["Team 24"]
    assert litmos.call("DELETE", f"/users/{user['Id']}/teams").content == b""
    assert names(litmos, f"/users/{user['Id']}/teams") == []


def test_a_user_is_put_into_teams_in_xml(litmos: LitmosClient) -> None:
    user, team = litmos.new_user(), new_team(litmos)
    body = f"<Teams><Team><Id>{team['Id']}</Id></Team></Teams>"
    assert litmos.xml("POST", f"/users/{user['Id']}/teams", body).status_code == 200
    assert names(litmos, f"/teams/{team['Id']}/users") == [user["UserName"]]


def test_teams_that_a_user_cannot_be_put_into_change_nothing(litmos: LitmosClient) -> None:
    user, here, other = litmos.new_user(), new_team(litmos, "Here"), new_team(litmos, "Other")
    add(litmos, here, user)
    path = f"/users/{user['Id']}/teams"
    said = [
        ([{"Id": other["Id"]}, {"Id": UNKNOWN}], 404, "Invalid Team Id found in the list"),
        ([{"Id": other["Id"]}, {}], 404, "Invalid Team Id found in the list"),
        ([{"Id": other["Id"]}] * 26, 404, "Maximum TeamIds is 25"),
        ([{"Id": other["Id"]}, {"Id": here["Id"]}], 409, "The user already belongs to one or more of the teams"),
        ([], 400, "Bad Request. Please check that your URI and request body are properly formed."),
    ]
    for body, status, words in said:
        response = litmos.call("POST", path, json=body)
        assert (response.status_code, response.json()) == (status, {"Detail": words})
        assert names(litmos, path) == ["Here"]


def test_the_teams_of_an_unknown_user_answer_404(litmos: LitmosClient) -> None:
    team = new_team(litmos)
    assert litmos.call("GET", "/users/nobody/teams").json() == {"Detail": "User - nobody was not found"}
    assert (
        refusal(litmos.call("POST", "/users/nobody/teams", json=[{"Id": team["Id"]}]), 404)
        == "User - nobody was not found"
    )
    response = litmos.call("DELETE", "/users/nobody/teams")
    assert (response.status_code, response.json()) == (404, {"Detail": "The userid does not exist."})


def test_a_deleted_user_is_in_no_team_and_nobodys_manager(litmos: LitmosClient) -> None:
    team, user = new_team(litmos), litmos.new_user()
    managed = litmos.new_user("managed@example.com", ManagerId=user["Id"])
    add(litmos, team, user)
    litmos.call("PUT", f"/teams/{team['Id']}/leaders/{user['Id']}")
    assert litmos.call("DELETE", f"/users/{user['Id']}").status_code == 200
    assert names(litmos, f"/teams/{team['Id']}/users") == names(litmos, f"/teams/{team['Id']}/leaders") == []
    assert litmos.call("GET", f"/users/{managed['Id']}").json()["ManagerId"] == "0"


def test_the_key_of_a_team_leader_reaches_the_users_of_their_teams_and_sub_teams_only(litmos: LitmosClient) -> None:
    leader = LitmosClient(litmos.world, "litmos-team-leader")
    one, two = litmos.new_user("one@example.com"), litmos.new_user("two@example.com")
    led = new_team(litmos, "Led")
    below = new_team(litmos, "Below", parent=led)
    (who,) = litmos.call("GET", "/users", params={"search": "litmos-team-leader"}).json()
    add(litmos, led, who)
    add(litmos, below, one)
    path = f"/courses/{UNKNOWN}/modules/{UNKNOWN}/sessions/{UNKNOWN}/users/{{}}/register"
    for userid in (one["Id"], one["UserName"], two["Id"]):
        assert refusal(leader.call("POST", path.format(userid)), 403) == NOT_PERMITTED, "leading no team yet"
    litmos.call("PUT", f"/teams/{led['Id']}/leaders/{who['Id']}")
    for userid in (one["Id"], one["UserName"], who["Id"]):
        assert (
            refusal(leader.call("POST", path.format(userid)), 404)
            == "The module in the xml/json request does not exist."
        )
    refused = leader.call("POST", path.format(two["UserName"].upper()))
    assert refused.status_code == 403
    assert "none of their teams" in refused.headers["x-emulator-hint"]
