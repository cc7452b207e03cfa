"""Gamification: badges and points."""

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos.results import earnings
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.wire.page import Page


@router.get("/users/{userid}/badges", status_code=200)
def list_badges(call: Call, userid: str, page: Page) -> list[Row]:
    return earnings.badges(call, userid, page)


@router.get("/users/{userid}/gamificationsummary", status_code=200)
def get_summary(call: Call, userid: str) -> Row:
    return earnings.summary(call, userid)


@router.get("/users/{userid}/gamificationdetails", status_code=200)
def list_earned(call: Call, userid: str, limit: int) -> list[Row]:
    return earnings.details(call, userid, limit)


@router.get("/teams/{teamid}/gamificationdetails", status_code=200)
def list_earned_by_team(call: Call, teamid: str, page: Page) -> list[Row]:
    return earnings.team_details(call, teamid, page)


@router.put("/users/{userid}/gamificationreset", status_code=200)
def reset_gamification(call: Call, userid: str) -> None:
    earnings.reset(call, userid)
