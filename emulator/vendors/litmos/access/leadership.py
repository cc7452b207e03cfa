"""Team leaders: their teams, their access level, and the users that their key reaches.

Documented: a leader or admin of any team is listed as Team_Leader in their profile, and leads the sub-teams of their teams too.
Inferred: a user who loses the last of these roles is a Learner again; higher levels do not change.
"""

from sqlalchemy import bindparam, or_, select

from emulator.sandbox.world import World
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
    select(LitmosTeam.id).where(LitmosTeam.parent_id == bindparam("parent_id")).order_by(LitmosTeam.number)
)
_MEMBERSHIPS = Statement(
    select(LitmosTeamUser.team_id).where(LitmosTeamUser.user_id == bindparam("user_id")).where(LitmosTeamUser.active)
)


def below(world: World, team_id: str) -> list[str]:
    """The sub-teams of a team, their sub-teams and so on; not the team itself."""
    found: list[str] = []
    waiting = [team_id]
    while waiting:
        children = [row["id"] for row in world.work.all(_CHILDREN, parent_id=waiting.pop(0))]
        found += children
        waiting += children
    return found


def led_by(world: World, user_id: str) -> set[str]:
    """The teams that a user leads: those where they are leader or admin, and the sub-teams of these."""
    direct = [row["team_id"] for row in world.work.all(_LED, user_id=user_id)]
    return {team for own in direct for team in (own, *below(world, own))}


def require_reach(world: World, userid: str) -> None:
    """Refuse a team leader's key for a user (Id or UserName) who is in none of their teams; other keys reach all users.

    Documented for the web pages; that the API does the same is inferred. The operation itself checks whether the user exists.
    """
    if world.actor["access_level"] != "Team_Leader":
        return
    user = world.work.get(LitmosUser, id=userid) or world.work.get(LitmosUser, user_name_folded=userid.lower())
    if user is None or user["id"] == world.actor["id"]:
        return
    teams = {row["team_id"] for row in world.work.all(_MEMBERSHIPS, user_id=user["id"])}
    if not teams & led_by(world, world.actor["id"]):
        raise PermissionDenied("the key is that of a team leader, and the user is in none of their teams")


def promoted(world: World, user: Row) -> None:
    """A user became leader or admin of a team."""
    if user["access_level"] == "Learner":
        world.work.update(LitmosUser, {"id": user["id"]}, {"access_level": "Team_Leader", **touched(world)})


def demoted(world: World, user_id: str) -> None:
    """A user is leader or admin of one team less."""
    user = world.work.get(LitmosUser, id=user_id)
    if user is None or user["access_level"] != "Team_Leader" or world.work.one(_LED, user_id=user_id):
        return
    world.work.update(LitmosUser, {"id": user_id}, {"access_level": "Learner", **touched(world)})
