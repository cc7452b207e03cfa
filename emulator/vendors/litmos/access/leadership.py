"""Team leaders: their teams, their access level, and the users that their key reaches.

Documented: a leader or admin of any team is listed as Team_Leader in their profile, and leads the sub-teams of their teams too.
Inferred: a user who loses the last of these roles is a Learner again; higher levels do not change.
"""

from collections.abc import Iterable

from sqlalchemy import bindparam, exists, or_, select, update

from emulator.sandbox.world import World
from emulator.store.listed import among, listed
from emulator.store.statement import scoped
from emulator.vendors.litmos.errors import PermissionDenied
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.stamps import touched
from emulator.vendors.litmos.tables import LitmosTeam, LitmosTeamUser, LitmosUser

_LED = Statement(
    select(LitmosTeamUser.team_id)
    .where(LitmosTeamUser.user_id == bindparam("user_id"))
    .where(LitmosTeamUser.active)
    .where(or_(LitmosTeamUser.leader, LitmosTeamUser.admin))
)
_CHILDREN = Statement(
    select(LitmosTeam.id, LitmosTeam.parent_id).where(among(LitmosTeam.parent_id, "teams")).order_by(LitmosTeam.number)
)
_LEADS = (
    select(1)
    .where(scoped(LitmosTeamUser.__table__))
    .where(LitmosTeamUser.user_id == LitmosUser.id)
    .where(LitmosTeamUser.active)
    .where(or_(LitmosTeamUser.leader, LitmosTeamUser.admin))
    .correlate(LitmosUser.__table__)
)
_DEMOTE = Statement(
    update(LitmosUser.__table__)
    .where(among(LitmosUser.id, "users"))
    .where(LitmosUser.access_level == bindparam("level"))
    .where(~exists(_LEADS))
    .values(
        access_level=bindparam("new_level"),
        updated_date=bindparam("updated_date"),
        updated_by_id=bindparam("updated_by_id"),
    )
)
_MEMBERSHIPS = Statement(
    select(LitmosTeamUser.team_id).where(LitmosTeamUser.user_id == bindparam("user_id")).where(LitmosTeamUser.active)
)


def below(world: World, *team_ids: str) -> list[str]:
    """The sub-teams of teams, their sub-teams and so on, level by level; not the teams themselves."""
    found: list[str] = []
    level = list(team_ids)
    while level:
        children: dict[str, list[str]] = {team_id: [] for team_id in level}
        for row in world.work.all(_CHILDREN, teams=listed(level)):
            children[row["parent_id"]].append(row["id"])
        level = [team_id for ids in children.values() for team_id in ids]
        found += level
    return found


def led_by(world: World, user_id: str) -> set[str]:
    """The teams that a user leads: those where they are leader or admin, and the sub-teams of these."""
    direct = [row["team_id"] for row in world.work.all(_LED, user_id=user_id)]
    return {*direct, *below(world, *direct)}


def require_reach(world: World, caller: Row, userid: str) -> None:
    """Refuse a team leader's key for a user (Id or UserName) who is in none of their teams; other keys reach all users.

    Documented for the web pages; that the API does the same is inferred. The operation itself checks whether the user exists.
    """
    if caller["access_level"] != "Team_Leader":
        return
    user = world.work.get(LitmosUser, id=userid) or world.work.get(LitmosUser, user_name_folded=userid.lower())
    if user is None or user["id"] == caller["id"]:
        return
    teams = {row["team_id"] for row in world.work.all(_MEMBERSHIPS, user_id=user["id"])}
    if not teams & led_by(world, caller["id"]):
        raise PermissionDenied("the key is that of a team leader, and the user is in none of their teams")


def promoted(world: World, user: Row) -> None:
    """A user became leader or admin of a team."""
    if user["access_level"] == "Learner":
        world.work.update(LitmosUser, {"id": user["id"]}, {"access_level": "Team_Leader", **touched(world)})


def demoted(world: World, user_ids: Iterable[str]) -> None:
    """Users are leader or admin of fewer teams."""
    if user_ids := list(user_ids):
        learner = {"new_level": "Learner", **touched(world)}
        world.work.run(_DEMOTE, users=listed(user_ids), level="Team_Leader", **learner)
