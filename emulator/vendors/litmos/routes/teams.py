"""Teams."""

from emulator.sandbox.world import World
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.teams import team_courses, team_users, teams
from emulator.vendors.litmos.wire.page import Page


@router.get("/teams", status_code=200)
def list_teams(world: World, page: Page) -> list[Row]:
    return teams.find_all(world, page)


@router.post("/teams", status_code=201)
def create_team(world: World, body: Row) -> Row:
    return teams.create(world, body)


@router.get("/teams/{teamid}", status_code=200)
def get_team(world: World, teamid: str) -> Row:
    return teams.find(world, teamid)


@router.put("/teams/{teamid}", status_code=200)
def update_team(world: World, teamid: str, body: Row) -> None:
    teams.update(world, teamid, body)


@router.delete("/teams/{teamid}", status_code=200)
def delete_team(world: World, teamid: str) -> None:
    teams.delete(world, teamid)


@router.get("/teams/{teamid}/teams", status_code=200)
def list_sub_teams(world: World, teamid: str, page: Page) -> list[Row]:
    return teams.find_below(world, teamid, page)


@router.post("/teams/{teamid}/teams", status_code=201)
def create_sub_team(world: World, teamid: str, body: Row) -> Row:
    return teams.create(world, body, teamid)


@router.get("/teams/{teamid}/users", status_code=200)
def list_team_users(world: World, teamid: str, page: Page) -> list[Row]:
    return team_users.find_all(world, teamid, page)


@router.post("/teams/{teamid}/users", status_code=201)
def add_team_users(world: World, teamid: str, body: list[Row], sendmessage: bool | None) -> None:
    team_users.add(world, teamid, body, send_message=sendmessage)


@router.delete("/teams/{teamid}/users/{userid}", status_code=200)
def remove_team_user(world: World, teamid: str, userid: str) -> None:
    team_users.remove(world, teamid, userid)


@router.get("/teams/{teamid}/leaders", status_code=200)
def list_leaders(world: World, teamid: str, page: Page) -> list[Row]:
    return team_users.find_all(world, teamid, page, "leader")


@router.put("/teams/{teamid}/leaders/{userid}", status_code=200)
def promote_to_leader(world: World, teamid: str, userid: str) -> None:
    team_users.promote(world, teamid, userid, "leader")


@router.delete("/teams/{teamid}/leaders/{userid}", status_code=200)
def demote_from_leader(world: World, teamid: str, userid: str) -> None:
    team_users.demote(world, teamid, userid, "leader")


@router.get("/teams/{teamid}/admins", status_code=200)
def list_admins(world: World, teamid: str, page: Page) -> list[Row]:
    return team_users.find_all(world, teamid, page, "admin")


@router.put("/teams/{teamid}/admins/{userid}", status_code=200)
def promote_to_admin(world: World, teamid: str, userid: str) -> None:
    team_users.promote(world, teamid, userid, "admin")


@router.delete("/teams/{teamid}/admins/{userid}", status_code=200)
def demote_from_admin(world: World, teamid: str, userid: str) -> None:
    team_users.demote(world, teamid, userid, "admin")


@router.get("/teams/{teamid}/courses", status_code=200)
def list_team_courses(world: World, teamid: str, page: Page) -> list[Row]:
    return team_courses.find_all(world, teamid, page)


@router.post("/teams/{teamid}/courses", status_code=200)
def assign_team_courses(
    world: World, teamid: str, body: list[Row], includesubteams: bool | None, sendmessage: bool | None
) -> None:
    team_courses.assign(world, teamid, body, sub_teams=includesubteams, send_message=sendmessage)


@router.delete("/teams/{teamid}/courses", status_code=200)
def remove_team_courses(world: World, teamid: str, body: list[Row]) -> None:
    team_courses.remove(world, teamid, body)


@router.get("/users/{userid}/teams", status_code=200)
def list_user_teams(world: World, userid: str, page: Page) -> list[Row]:
    return team_users.find_teams(world, userid, page)


@router.post("/users/{userid}/teams", status_code=200)
def add_user_to_teams(world: World, userid: str, body: list[Row], sendmessage: bool | None) -> None:
    team_users.add_to_teams(world, userid, body, send_message=sendmessage)


@router.delete("/users/{userid}/teams", status_code=200)
def remove_user_from_teams(world: World, userid: str) -> None:
    team_users.remove_from_teams(world, userid)
