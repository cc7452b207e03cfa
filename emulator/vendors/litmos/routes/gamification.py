"""Gamification: badges and points."""

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos import earnings
from emulator.vendors.litmos.page import Page
from emulator.vendors.litmos.routing import routes


@routes.operation("get_users_userid_badges")
def list_badges(call: Call, userid: str, page: Page) -> list[Row]:
    return earnings.badges(call, userid, page)


@routes.operation("get_users_userid_gamificationsummary")
def get_summary(call: Call, userid: str) -> Row:
    return earnings.summary(call, userid)


@routes.operation("get_users_userid_gamificationdetails")
def list_earned(call: Call, userid: str, limit: int) -> list[Row]:
    return earnings.details(call, userid, limit)


@routes.operation("get_teams_teamid_gamificationdetails")
def list_earned_by_team(call: Call, teamid: str, page: Page) -> list[Row]:
    return earnings.team_details(call, teamid, page)


@routes.operation("put_users_userid_gamificationreset")
def reset_gamification(call: Call, userid: str) -> None:
    earnings.reset(call, userid)
