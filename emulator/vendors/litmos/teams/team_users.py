"""The rules of the users of a team and the teams of a user."""

from functools import cache
from typing import Literal

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.store.search import contains, contains_folded, pattern_of
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
from emulator.vendors.litmos.passed_over import note_passed_over
from emulator.vendors.litmos.rows import Row, Statement
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


def find_all(world: World, teamid: str, page: Page, role: Role | None = None) -> list[Row]:
    """A page of a team's active users (documented), or of its leaders or admins, in the order in which they joined (inferred)."""
    teams.find(world, teamid)
    search = pattern_of(page.search or "")
    return world.work.all(_list(role), team_id=teamid, search=search, start=page.start, limit=page.limit)


def add(world: World, teamid: str, body: list[Row], *, send_message: bool | None) -> None:
    """Put users into a team; members and unknown ids are passed over (documented). 404 for an empty list."""
    team = teams.find(world, teamid)
    if not body:
        raise TeamNotFound("the list of users is empty")
    named = dict.fromkeys(item.get("id") or "" for item in body)
    known = [user_id for user_id in named if world.work.get(LitmosUser, id=user_id)]
    note_passed_over(world, "no such user", [user_id for user_id in named if user_id not in known])
    joined = team_members.join(world, teamid, known)
    _tell(world, joined, team, send_message=send_message)


def remove(world: World, teamid: str, userid: str) -> None:
    """Remove a user from a team. 404 if the team or user does not exist; a user who is not in it is ignored (inferred)."""
    team = teams.find(world, teamid)
    try:
        user = users.find_row(world, userid)
    except UserNotFound:
        raise TeamNotFound() from None
    if team_members.leave(world, [teamid], [user["id"]]):
        _left(world, [team], user)


def find_teams(world: World, userid: str, page: Page) -> list[Row]:
    """A page of the teams of a user."""
    user = users.find_row(world, userid)
    search = pattern_of(page.search or "")
    found = world.work.all(_TEAMS, user_id=user["id"], search=search, start=page.start, limit=page.limit)
    return [teams.shown(row) for row in found]


def add_to_teams(world: World, userid: str, body: list[Row], *, send_message: bool | None) -> None:
    """Put a user into teams, all or none. 404 for an unknown team or more than 25, 409 for a team that the user is in."""
    user = users.find_row(world, userid)
    if not body:
        raise BadRequest("the list of teams is empty")
    if len(body) > MOST_TEAMS:
        raise TooManyTeams()
    named = dict.fromkeys(item.get("id") or "" for item in body)
    found = [team for team_id in named if (team := world.work.get(LitmosTeam, id=team_id))]
    if len(found) < len(named):
        raise TeamIdInvalid()
    if any(team_members.find(world, team["id"], user["id"]) for team in found):
        raise AlreadyInTeam()
    for team in found:
        _tell(world, team_members.join(world, team["id"], [user["id"]]), team, send_message=send_message)


def remove_from_teams(world: World, userid: str) -> None:
    """Take a user out of all teams."""
    user = users.find_row(world, userid)
    left = team_members.leave(world, team_members.team_ids(world, user["id"]), [user["id"]])
    world.work.read_ahead(LitmosTeam, ({"id": team_id} for team_id, _ in left))
    _left(world, [teams.find(world, team_id) for team_id, _ in left], user)


def promote(world: World, teamid: str, userid: str, role: Role) -> None:
    """Make a member leader or admin of the team. 404 for a user who is not a member (documented)."""
    team, user, membership = _membership(world, teamid, userid)
    if membership[role]:
        return
    world.work.update(LitmosTeamUser, {"team_id": teamid, "user_id": user["id"]}, {role: True, **touched(world)})
    leadership.promoted(world, user)
    activities.note(world, "actions", PROMOTIONS[role], "User", user, "Team", team)


def demote(world: World, teamid: str, userid: str, role: Role) -> None:
    """Make a leader or admin a plain member again; a plain member does not change (inferred). 404 for a user who is not a member
    (documented).
    """
    team, user, membership = _membership(world, teamid, userid)
    if not membership[role]:
        return
    world.work.update(LitmosTeamUser, {"team_id": teamid, "user_id": user["id"]}, {role: False, **touched(world)})
    leadership.demoted(world, [user["id"]])
    activities.note(world, "actions", DEMOTIONS[role], "User", user, "Team", team)


def _membership(world: World, teamid: str, userid: str) -> tuple[Row, Row, Row]:
    team = world.work.get(LitmosTeam, id=teamid)
    if team is None and not is_id(teamid):  # a seed may give Ids of any form
        raise BadRequest("the team's id does not have the form of an Id")
    try:
        user = users.find_row(world, userid)
    except UserNotFound:
        raise UserNotOnTeam() from None
    membership = team_members.find(world, teamid, user["id"])
    if team is None or membership is None:
        raise UserNotOnTeam()
    return team, user, membership


def _tell(world: World, joined: list[str], team: Row, *, send_message: bool | None) -> None:
    for user_id in joined:
        user = world.work.get(LitmosUser, id=user_id)
        assert user is not None
        activities.note(world, "assignments", "User Added To Team", "User", user, "Team", team)
    if send_message:  # documented: none by default
        messages.team_joined(world, [(user_id, team["id"]) for user_id in joined])


def _left(world: World, found: list[Row], user: Row) -> None:
    for team in found:
        activities.note(world, "assignments", "User Removed From Team", "User", user, "Team", team)


@cache
def _list(role: Role | None) -> Statement:
    columns = LitmosUser.__table__.c
    statement = (
        select(*(columns[key] for key in users.LISTED))
        .join_from(LitmosTeamUser, LitmosUser, LitmosUser.id == LitmosTeamUser.user_id)
        .where(LitmosTeamUser.team_id == bindparam("team_id"))
        .where(LitmosTeamUser.active)
        .where(contains_folded(columns.search_text, "search"))
    )
    statement = statement.where(columns.active if role is None else LitmosTeamUser.__table__.c[role])
    joined = LitmosTeamUser.created_date, columns.number
    return Statement(statement.order_by(*joined).limit(bindparam("limit")).offset(bindparam("start")))
