"""Teams."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos import team_courses, team_users, teams
from emulator.vendors.litmos.page import Page
from emulator.vendors.litmos.routing import routes


@routes.operation("get_teams")
def list_teams(call: Call, page: Page) -> list[Row]:
    return teams.find_all(call, page)


@routes.operation("post_teams")
def create_team(call: Call, body: dict[str, Any]) -> Row:
    return teams.create(call, body)


@routes.operation("get_teams_teamid")
def get_team(call: Call, teamid: str) -> Row:
    return teams.find(call, teamid)


@routes.operation("put_teams_teamid")
def update_team(call: Call, teamid: str, body: dict[str, Any]) -> None:
    teams.update(call, teamid, body)


@routes.operation("delete_teams_teamid")
def delete_team(call: Call, teamid: str) -> None:
    teams.delete(call, teamid)


@routes.operation("get_teams_teamid_teams")
def list_sub_teams(call: Call, teamid: str, page: Page) -> list[Row]:
    return teams.find_below(call, teamid, page)


@routes.operation("post_teams_teamid_teams")
def create_sub_team(call: Call, teamid: str, body: dict[str, Any]) -> Row:
    return teams.create(call, body, teamid)


@routes.operation("get_teams_teamid_users")
def list_team_users(call: Call, teamid: str, page: Page) -> list[Row]:
    return team_users.find_all(call, teamid, page)


@routes.operation("post_teams_teamid_users")
def add_team_users(call: Call, teamid: str, body: list[dict[str, Any]], sendmessage: bool | None) -> None:
    team_users.add(call, teamid, body, send_message=sendmessage)


@routes.operation("delete_teams_teamid_users_userid")
def remove_team_user(call: Call, teamid: str, userid: str) -> None:
    team_users.remove(call, teamid, userid)


@routes.operation("get_teams_teamid_leaders")
def list_leaders(call: Call, teamid: str, page: Page) -> list[Row]:
    return team_users.find_all(call, teamid, page, "leader")


@routes.operation("put_teams_teamid_leaders_userid")
def promote_to_leader(call: Call, teamid: str, userid: str) -> None:
    team_users.promote(call, teamid, userid, "leader")


@routes.operation("delete_teams_teamid_leaders_userid")
def demote_from_leader(call: Call, teamid: str, userid: str) -> None:
    team_users.demote(call, teamid, userid, "leader")


@routes.operation("get_teams_teamid_admins")
def list_admins(call: Call, teamid: str, page: Page) -> list[Row]:
    return team_users.find_all(call, teamid, page, "admin")


@routes.operation("put_teams_teamid_admins_userid")
def promote_to_admin(call: Call, teamid: str, userid: str) -> None:
    team_users.promote(call, teamid, userid, "admin")


@routes.operation("delete_teams_teamid_admins_userid")
def demote_from_admin(call: Call, teamid: str, userid: str) -> None:
    team_users.demote(call, teamid, userid, "admin")


@routes.operation("get_teams_teamid_courses")
def list_team_courses(call: Call, teamid: str, page: Page) -> list[Row]:
    return team_courses.find_all(call, teamid, page)


@routes.operation("post_teams_teamid_courses")
def assign_team_courses(
    call: Call, teamid: str, body: list[dict[str, Any]], includesubteams: bool | None, sendmessage: bool | None
) -> None:
    team_courses.assign(call, teamid, body, sub_teams=includesubteams, send_message=sendmessage)


@routes.operation("delete_teams_teamid_courses")
def remove_team_courses(call: Call, teamid: str, body: list[dict[str, Any]]) -> None:
    team_courses.remove(call, teamid, body)


@routes.operation("get_users_userid_teams")
def list_user_teams(call: Call, userid: str, page: Page) -> list[Row]:
    return team_users.find_teams(call, userid, page)


@routes.operation("post_users_userid_teams")
def add_user_to_teams(call: Call, userid: str, body: list[dict[str, Any]], sendmessage: bool | None) -> None:
    team_users.add_to_teams(call, userid, body, send_message=sendmessage)


@routes.operation("delete_users_userid_teams")
def remove_user_from_teams(call: Call, userid: str) -> None:
    team_users.remove_from_teams(call, userid)
