"""Teams."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.teams import team_courses, team_users, teams
from emulator.vendors.litmos.wire.page import Page


@router.get("/teams", status_code=200)
def list_teams(call: Call, page: Page) -> list[Row]:
    return teams.find_all(call, page)


@router.post("/teams", status_code=201)
def create_team(call: Call, body: dict[str, Any]) -> Row:
    return teams.create(call, body)


@router.get("/teams/{teamid}", status_code=200)
def get_team(call: Call, teamid: str) -> Row:
    return teams.find(call, teamid)


@router.put("/teams/{teamid}", status_code=200)
def update_team(call: Call, teamid: str, body: dict[str, Any]) -> None:
    teams.update(call, teamid, body)


@router.delete("/teams/{teamid}", status_code=200)
def delete_team(call: Call, teamid: str) -> None:
    teams.delete(call, teamid)


@router.get("/teams/{teamid}/teams", status_code=200)
def list_sub_teams(call: Call, teamid: str, page: Page) -> list[Row]:
    return teams.find_below(call, teamid, page)


@router.post("/teams/{teamid}/teams", status_code=201)
def create_sub_team(call: Call, teamid: str, body: dict[str, Any]) -> Row:
    return teams.create(call, body, teamid)


@router.get("/teams/{teamid}/users", status_code=200)
def list_team_users(call: Call, teamid: str, page: Page) -> list[Row]:
    return team_users.find_all(call, teamid, page)


@router.post("/teams/{teamid}/users", status_code=201)
def add_team_users(call: Call, teamid: str, body: list[dict[str, Any]], sendmessage: bool | None) -> None:
    team_users.add(call, teamid, body, send_message=sendmessage)


@router.delete("/teams/{teamid}/users/{userid}", status_code=200)
def remove_team_user(call: Call, teamid: str, userid: str) -> None:
    team_users.remove(call, teamid, userid)


@router.get("/teams/{teamid}/leaders", status_code=200)
def list_leaders(call: Call, teamid: str, page: Page) -> list[Row]:
    return team_users.find_all(call, teamid, page, "leader")


@router.put("/teams/{teamid}/leaders/{userid}", status_code=200)
def promote_to_leader(call: Call, teamid: str, userid: str) -> None:
    team_users.promote(call, teamid, userid, "leader")


@router.delete("/teams/{teamid}/leaders/{userid}", status_code=200)
def demote_from_leader(call: Call, teamid: str, userid: str) -> None:
    team_users.demote(call, teamid, userid, "leader")


@router.get("/teams/{teamid}/admins", status_code=200)
def list_admins(call: Call, teamid: str, page: Page) -> list[Row]:
    return team_users.find_all(call, teamid, page, "admin")


@router.put("/teams/{teamid}/admins/{userid}", status_code=200)
def promote_to_admin(call: Call, teamid: str, userid: str) -> None:
    team_users.promote(call, teamid, userid, "admin")


@router.delete("/teams/{teamid}/admins/{userid}", status_code=200)
def demote_from_admin(call: Call, teamid: str, userid: str) -> None:
    team_users.demote(call, teamid, userid, "admin")


@router.get("/teams/{teamid}/courses", status_code=200)
def list_team_courses(call: Call, teamid: str, page: Page) -> list[Row]:
    return team_courses.find_all(call, teamid, page)


@router.post("/teams/{teamid}/courses", status_code=200)
def assign_team_courses(
    call: Call, teamid: str, body: list[dict[str, Any]], includesubteams: bool | None, sendmessage: bool | None
) -> None:
    team_courses.assign(call, teamid, body, sub_teams=includesubteams, send_message=sendmessage)


@router.delete("/teams/{teamid}/courses", status_code=200)
def remove_team_courses(call: Call, teamid: str, body: list[dict[str, Any]]) -> None:
    team_courses.remove(call, teamid, body)


@router.get("/users/{userid}/teams", status_code=200)
def list_user_teams(call: Call, userid: str, page: Page) -> list[Row]:
    return team_users.find_teams(call, userid, page)


@router.post("/users/{userid}/teams", status_code=200)
def add_user_to_teams(call: Call, userid: str, body: list[dict[str, Any]], sendmessage: bool | None) -> None:
    team_users.add_to_teams(call, userid, body, send_message=sendmessage)


@router.delete("/users/{userid}/teams", status_code=200)
def remove_user_from_teams(call: Call, userid: str) -> None:
    team_users.remove_from_teams(call, userid)
