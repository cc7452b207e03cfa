"""The rules of the users of a team and the teams of a user."""

from functools import cache
from typing import Any, Literal

from sqlalchemy import bindparam, or_, select

from emulator.store.search import contains, pattern_of
from emulator.store.statement import Row, Statement
from emulator.vendors.call import Call
from emulator.vendors.litmos import activities, messages
from emulator.vendors.litmos.access import leadership
from emulator.vendors.litmos.errors import (
    AlreadyInTeam,
    BadRequest,
    TeamIdInvalid,
    TeamNotFound,
    TooManyTeams,
    UserNotFound,
    UserNotOnTeam,
)
from emulator.vendors.litmos.ids import is_id
from emulator.vendors.litmos.stamps import touched
from emulator.vendors.litmos.tables import LitmosTeam, LitmosTeamUser, LitmosUser
from emulator.vendors.litmos.teams import team_members, teams
from emulator.vendors.litmos.users import users
from emulator.vendors.litmos.wire.page import Page

Role = Literal["leader", "admin"]

MOST_TEAMS = 25  # documented
PROMOTIONS = {"leader": "User Promoted To Team Leader", "admin": "User Promoted To Team Admin"}
DEMOTIONS = {"leader": "User Demoted From Team Leader", "admin": "User Demoted From Team Admin"}

_TEAMS = Statement(
    select(*LitmosTeam.__table__.c)
    .join_from(LitmosTeamUser, LitmosTeam, LitmosTeam.id == LitmosTeamUser.team_id)
    .where(LitmosTeamUser.user_id == bindparam("user_id"))
    .where(LitmosTeamUser.active)
    .where(contains(LitmosTeam.name, "search"))
    .order_by(LitmosTeam.number)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)


def find_all(call: Call, teamid: str, page: Page, role: Role | None = None) -> list[Row]:
    """A page of a team's active users (documented), or of its leaders or admins."""
    teams.find(call, teamid)
    search = pattern_of(page.search or "")
    return call.store.all(_list(role), team_id=teamid, search=search, start=page.start, limit=page.limit)


def add(call: Call, teamid: str, body: list[dict[str, Any]], *, send_message: bool | None) -> None:
    """Put users into a team; members and unknown ids are passed over (documented). 404 for an empty list."""
    team = teams.find(call, teamid)
    if not body:
        raise TeamNotFound("the list of users is empty")
    named = dict.fromkeys(item.get("id") or "" for item in body)
    known = [user for user_id in named if (user := call.store.get(LitmosUser, id=user_id))]
    if len(known) < len(named):
        call.hint("unknown user ids were passed over, as the vendor does")
    joined = team_members.join(call, teamid, [user["id"] for user in known])
    _tell(call, joined, team, send_message=send_message)


def remove(call: Call, teamid: str, userid: str) -> None:
    """Take a user out of a team. 404 if there is no such team or user; somebody who is not in it stays out (inferred)."""
    team = teams.find(call, teamid)
    try:
        user = users.find_row(call, userid)
    except UserNotFound:
        raise TeamNotFound() from None
    _leave(call, team, user)


def find_teams(call: Call, userid: str, page: Page) -> list[Row]:
    """A page of the teams of a user."""
    user = users.find_row(call, userid)
    search = pattern_of(page.search or "")
    found = call.store.all(_TEAMS, user_id=user["id"], search=search, start=page.start, limit=page.limit)
    return [teams.shown(row) for row in found]


def add_to_teams(call: Call, userid: str, body: list[dict[str, Any]], *, send_message: bool | None) -> None:
    """Put a user into teams, all or none. 404 for an unknown team or more than 25, 409 for one they are in."""
    user = users.find_row(call, userid)
    if not body:
        raise BadRequest("the list of teams is empty")
    if len(body) > MOST_TEAMS:
        raise TooManyTeams()
    named = dict.fromkeys(item.get("id") or "" for item in body)
    found = [team for team_id in named if (team := call.store.get(LitmosTeam, id=team_id))]
    if len(found) < len(named):
        raise TeamIdInvalid()
    if any(team_members.find(call, team["id"], user["id"]) for team in found):
        raise AlreadyInTeam()
    for team in found:
        _tell(call, team_members.join(call, team["id"], [user["id"]]), team, send_message=send_message)


def remove_from_teams(call: Call, userid: str) -> None:
    """Take a user out of all teams."""
    user = users.find_row(call, userid)
    for team_id in team_members.team_ids(call, user["id"]):
        _leave(call, teams.find(call, team_id), user)


def promote(call: Call, teamid: str, userid: str, role: Role) -> None:
    """Make a member leader or admin of the team. 404 for who is no member (documented)."""
    team, user, membership = _membership(call, teamid, userid)
    if membership[role]:
        return
    call.store.update(LitmosTeamUser, {"team_id": teamid, "user_id": user["id"]}, {role: True, **touched(call)})
    leadership.promoted(call, user)
    activities.note(call, "actions", PROMOTIONS[role], "User", user, "Team", team)


def demote(call: Call, teamid: str, userid: str, role: Role) -> None:
    """Make a leader or admin a plain member again; who was none stays one (inferred). 404 for who is no member (documented)."""
    team, user, membership = _membership(call, teamid, userid)
    if not membership[role]:
        return
    call.store.update(LitmosTeamUser, {"team_id": teamid, "user_id": user["id"]}, {role: False, **touched(call)})
    leadership.demoted(call, user["id"])
    activities.note(call, "actions", DEMOTIONS[role], "User", user, "Team", team)


def _membership(call: Call, teamid: str, userid: str) -> tuple[Row, Row, Row]:
    team = call.store.get(LitmosTeam, id=teamid)
    if team is None and not is_id(teamid):  # a seed may give Ids of any form
        raise BadRequest("the team's id does not have the form of an Id")
    try:
        user = users.find_row(call, userid)
    except UserNotFound:
        raise UserNotOnTeam() from None
    membership = team_members.find(call, teamid, user["id"])
    if team is None or membership is None:
        raise UserNotOnTeam()
    return team, user, membership


def _tell(call: Call, joined: list[str], team: Row, *, send_message: bool | None) -> None:
    for user_id in joined:
        user = call.store.get(LitmosUser, id=user_id)
        assert user is not None
        activities.note(call, "assignments", "User Added To Team", "User", user, "Team", team)
    if send_message:  # documented: none by default
        messages.team_joined(call, [(user_id, team["id"]) for user_id in joined])


def _leave(call: Call, team: Row, user: Row) -> None:
    if team_members.find(call, team["id"], user["id"]) is not None:
        team_members.leave(call, team["id"], [user["id"]])
        activities.note(call, "assignments", "User Removed From Team", "User", user, "Team", team)


@cache
def _list(role: Role | None) -> Statement:
    columns = LitmosUser.__table__.c
    statement = (
        select(*(columns[key] for key in users.LISTED))
        .join_from(LitmosTeamUser, LitmosUser, LitmosUser.id == LitmosTeamUser.user_id)
        .where(LitmosTeamUser.team_id == bindparam("team_id"))
        .where(LitmosTeamUser.active)
        .where(or_(*(contains(columns[key], "search") for key in users.SEARCHED)))
    )
    statement = statement.where(columns.active if role is None else LitmosTeamUser.__table__.c[role])
    return Statement(statement.order_by(columns.number).limit(bindparam("limit")).offset(bindparam("start")))
