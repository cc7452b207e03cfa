"""Team membership: members get the team's assignments, and lose them on leaving (documented: a sub-team's members are not in the team)."""

from collections.abc import Collection, Iterable

from sqlalchemy import bindparam, select, update

from emulator.sandbox.world import World
from emulator.store.listed import among, listed
from emulator.vendors.litmos.access import leadership
from emulator.vendors.litmos.courses import course_assignments
from emulator.vendors.litmos.paths import path_assignments
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.stamps import stamped, touched
from emulator.vendors.litmos.tables import LitmosTeamCourse, LitmosTeamPath, LitmosTeamUser

_MEMBERS = Statement(
    select(LitmosTeamUser.user_id)
    .where(LitmosTeamUser.team_id == bindparam("team_id"))
    .where(LitmosTeamUser.active)
    .order_by(LitmosTeamUser.created_date, LitmosTeamUser.user_id)
)
_TEAMS = Statement(
    select(LitmosTeamUser.team_id).where(LitmosTeamUser.user_id == bindparam("user_id")).where(LitmosTeamUser.active)
)
_COURSES = Statement(
    select(LitmosTeamCourse.course_id)
    .where(among(LitmosTeamCourse.team_id, "teams"))
    .where(LitmosTeamCourse.path_id == "")
    .where(LitmosTeamCourse.active)
    .distinct()
)
_PATHS = Statement(
    select(LitmosTeamPath.path_id).where(among(LitmosTeamPath.team_id, "teams")).where(LitmosTeamPath.active).distinct()
)
_KNOWN = Statement(
    select(LitmosTeamUser.user_id, LitmosTeamUser.active)
    .where(LitmosTeamUser.team_id == bindparam("team_id"))
    .where(among(LitmosTeamUser.user_id, "users"))
)
_IN_TEAMS = among(LitmosTeamUser.team_id, "teams"), LitmosTeamUser.active
_MEMBERS_OF_ALL = Statement(select(LitmosTeamUser.user_id).where(*_IN_TEAMS).distinct())
_LEAVING = Statement(
    select(LitmosTeamUser.team_id, LitmosTeamUser.user_id, LitmosTeamUser.leader, LitmosTeamUser.admin)
    .where(*_IN_TEAMS)
    .where(among(LitmosTeamUser.user_id, "users"))
)
_CHANGED = ("active", "leader", "admin", "updated_date", "updated_by_id")
_LEAVE = Statement(
    update(LitmosTeamUser.__table__)
    .where(*_IN_TEAMS)
    .where(among(LitmosTeamUser.user_id, "users"))
    .values({name: bindparam(name) for name in _CHANGED})
)


def join(world: World, team_id: str, user_ids: Iterable[str]) -> list[str]:
    """Make users members, with all assignments of the team; returns the new members."""
    users = list(dict.fromkeys(user_ids))
    known = {row["user_id"]: row["active"] for row in world.work.all(_KNOWN, team_id=team_id, users=listed(users))}
    joined = [user_id for user_id in users if not known.get(user_id)]
    member: Row = {"team_id": team_id, "active": True, "leader": False, "admin": False}
    first = [{**member, "user_id": user_id, **stamped(world)} for user_id in joined if user_id not in known]
    world.work.insert_all(LitmosTeamUser, first)
    again = [{**member, "user_id": user_id, **touched(world)} for user_id in joined if user_id in known]
    world.work.update_all(LitmosTeamUser, ("team_id", "user_id"), again)
    course_assignments.give(world, joined, _courses(world, [team_id]), "team", team_id)
    path_assignments.give(world, joined, _paths(world, [team_id]), "team", team_id)
    return joined


def leave(world: World, team_ids: Collection[str], user_ids: Iterable[str]) -> list[tuple[str, str]]:
    """Remove users from all of these teams; unassign courses and paths that they have only through them.

    Returns who left which team, as (team id, user id) pairs.
    """
    asked = {"teams": listed(team_ids), "users": listed(user_ids)}
    left = world.work.all(_LEAVING, **asked)
    if not left:
        return []
    world.work.run(_LEAVE, **asked, active=False, leader=False, admin=False, **touched(world))
    leadership.demoted(world, {row["user_id"] for row in left if row["leader"] or row["admin"]})
    users = {row["user_id"] for row in left}
    course_assignments.take(world, users, _courses(world, team_ids), "team", *team_ids)
    path_assignments.take(world, users, _paths(world, team_ids), "team", *team_ids)
    return [(row["team_id"], row["user_id"]) for row in left]


def dissolve(world: World, team_ids: Collection[str]) -> None:
    """Remove all members of teams."""
    members = world.work.all(_MEMBERS_OF_ALL, teams=listed(team_ids))
    leave(world, team_ids, [row["user_id"] for row in members])


def find(world: World, team_id: str, user_id: str) -> Row | None:
    """A membership (`LitmosTeamUser`), or None if the user is not in the team now."""
    row = world.work.get(LitmosTeamUser, team_id=team_id, user_id=user_id)
    return row if row is not None and row["active"] else None


def member_ids(world: World, team_id: str) -> list[str]:
    """The users of a team, in the order in which they came."""
    return [row["user_id"] for row in world.work.all(_MEMBERS, team_id=team_id)]


def team_ids(world: World, user_id: str) -> list[str]:
    """The teams of a user."""
    return [row["team_id"] for row in world.work.all(_TEAMS, user_id=user_id)]


def _courses(world: World, team_ids: Iterable[str]) -> list[str]:
    return [row["course_id"] for row in world.work.all(_COURSES, teams=listed(team_ids))]


def _paths(world: World, team_ids: Iterable[str]) -> list[str]:
    return [row["path_id"] for row in world.work.all(_PATHS, teams=listed(team_ids))]
