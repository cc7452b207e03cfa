"""Team membership: members get the team's assignments, and lose them on leaving (documented: a sub-team's members are not in the team)."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
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
    .where(LitmosTeamCourse.team_id == bindparam("team_id"))
    .where(LitmosTeamCourse.path_id == "")
    .where(LitmosTeamCourse.active)
)
_PATHS = Statement(
    select(LitmosTeamPath.path_id).where(LitmosTeamPath.team_id == bindparam("team_id")).where(LitmosTeamPath.active)
)


def join(world: World, team_id: str, user_ids: Iterable[str]) -> list[str]:
    """Make users members, with all assignments of the team; returns the new members."""
    joined = []
    for user_id in dict.fromkeys(user_ids):
        key = {"team_id": team_id, "user_id": user_id}
        before = world.work.get(LitmosTeamUser, **key)
        if before is not None and before["active"]:
            continue
        if before is None:
            world.work.insert(
                LitmosTeamUser, {**key, "active": True, "leader": False, "admin": False, **stamped(world)}
            )
        else:
            world.work.update(LitmosTeamUser, key, {"active": True, "leader": False, "admin": False, **touched(world)})
        joined.append(user_id)
    course_assignments.give(world, joined, _ids(world, _COURSES, team_id), "team", team_id)
    path_assignments.give(world, joined, _ids(world, _PATHS, team_id), "team", team_id)
    return joined


def leave(world: World, team_id: str, user_ids: Iterable[str]) -> None:
    """Remove users from a team; unassign courses and paths that they have only through it."""
    found = {user_id: find(world, team_id, user_id) for user_id in dict.fromkeys(user_ids)}
    left = {user_id: membership for user_id, membership in found.items() if membership is not None}
    for user_id, membership in left.items():
        changes = {"active": False, "leader": False, "admin": False, **touched(world)}
        world.work.update(LitmosTeamUser, {"team_id": team_id, "user_id": user_id}, changes)
        if membership["leader"] or membership["admin"]:
            leadership.demoted(world, user_id)
    course_assignments.take(world, left, _ids(world, _COURSES, team_id), "team", team_id)
    path_assignments.take(world, left, _ids(world, _PATHS, team_id), "team", team_id)


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


def _ids(world: World, statement: Statement, team_id: str) -> list[str]:
    return [str(next(iter(row.values()))) for row in world.work.all(statement, team_id=team_id)]
