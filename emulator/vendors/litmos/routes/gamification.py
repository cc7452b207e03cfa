"""Gamification: badges and points."""

from emulator.sandbox.world import World
from emulator.vendors.litmos.results import earnings
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.wire.page import Page


@router.get("/users/{userid}/badges", status_code=200)
def list_badges(world: World, userid: str, page: Page) -> list[Row]:
    return earnings.badges(world, userid, page)


@router.get("/users/{userid}/gamificationsummary", status_code=200)
def get_summary(world: World, userid: str) -> Row:
    return earnings.summary(world, userid)


@router.get("/users/{userid}/gamificationdetails", status_code=200)
def list_earned(world: World, userid: str, limit: int) -> list[Row]:
    return earnings.details(world, userid, limit)


@router.get("/teams/{teamid}/gamificationdetails", status_code=200)
def list_earned_by_team(world: World, teamid: str, page: Page) -> list[Row]:
    return earnings.team_details(world, teamid, page)


@router.put("/users/{userid}/gamificationreset", status_code=200)
def reset_gamification(world: World, userid: str) -> None:
    earnings.reset(world, userid)
