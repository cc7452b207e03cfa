"""Learning paths, and whose they are."""

from emulator.sandbox.world import World
from emulator.vendors.litmos.paths import learning_paths, user_paths
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.teams import team_paths
from emulator.vendors.litmos.wire.page import Page


@router.get("/learningpaths", status_code=200)
def list_learning_paths(world: World, page: Page) -> list[Row]:
    return learning_paths.find_all(world, page)


@router.get("/learningpaths/{learningpathid}", status_code=200)
def get_learning_path(world: World, learningpathid: str) -> Row:
    return learning_paths.find(world, learningpathid)


@router.delete("/learningpaths/{learningpathid}", status_code=200)
def delete_learning_path(world: World, learningpathid: str) -> None:
    learning_paths.delete(world, learningpathid)


@router.get("/learningpaths/{learningpathid}/courses", status_code=200)
def list_learning_path_courses(world: World, learningpathid: str, page: Page) -> list[Row]:
    return learning_paths.find_courses(world, learningpathid, page)


@router.get("/learningpaths/{learningpathid}/users", status_code=200)
def list_learning_path_users(world: World, learningpathid: str, page: Page) -> list[Row]:
    return learning_paths.find_users(world, learningpathid, page)


@router.get("/teams/{teamid}/learningpaths", status_code=200)
def list_team_learning_paths(world: World, teamid: str, page: Page) -> list[Row]:
    return team_paths.find_all(world, teamid, page)


@router.post("/teams/{teamid}/learningpaths", status_code=200)
def assign_team_learning_paths(
    world: World, teamid: str, body: list[Row], includesubteams: bool | None, sendmessage: bool | None
) -> None:
    team_paths.assign(world, teamid, body, sub_teams=includesubteams, send_message=sendmessage)


@router.delete("/teams/{teamid}/learningpaths", status_code=200)
def remove_team_learning_paths(world: World, teamid: str, body: list[Row]) -> None:
    team_paths.remove(world, teamid, body)


@router.get("/users/{userid}/learningpaths", status_code=200)
def list_user_learning_paths(world: World, userid: str, page: Page) -> list[Row]:
    return user_paths.find_all(world, userid, page)


@router.post("/users/{userid}/learningpaths", status_code=200)
def assign_user_learning_paths(
    world: World, userid: str, body: list[Row], includesubteams: bool | None, sendmessage: bool | None
) -> None:
    if includesubteams:
        world.hint("includesubteams has no effect: a user has no sub-teams")
    user_paths.assign(world, userid, body, send_message=sendmessage)


@router.delete("/users/{userid}/learningpaths/{learningpathid}", status_code=200)
def remove_user_learning_path(world: World, userid: str, learningpathid: str) -> None:
    user_paths.remove(world, userid, learningpathid)
