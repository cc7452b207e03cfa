"""Who leads which team, what that makes of their access level, and whom the key of a team leader reaches.

Documented: a leader or admin of any team is listed as Team_Leader in their profile, and leads the sub-teams of their teams too.
Inferred: somebody who loses the last of these roles is a Learner again; higher levels stay as they are.
"""

from sqlalchemy import bindparam, or_, select

from emulator.store.statement import Row, Statement
from emulator.vendors.call import Call
from emulator.vendors.litmos.errors import PermissionDenied
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


def below(call: Call, team_id: str) -> list[str]:
    """The sub-teams of a team, their sub-teams and so on; not the team itself."""
    found: list[str] = []
    waiting = [team_id]
    while waiting:
        children = [row["id"] for row in call.store.all(_CHILDREN, parent_id=waiting.pop(0))]
        found += children
        waiting += children
    return found


def led_by(call: Call, user_id: str) -> set[str]:
    """The teams that a user leads: those where they are leader or admin, and the sub-teams of these."""
    direct = [row["team_id"] for row in call.store.all(_LED, user_id=user_id)]
    return {team for own in direct for team in (own, *below(call, own))}


def require_reach(call: Call, userid: str) -> None:
    """Refuse the key of a team leader a user (Id or UserName) who is in none of their teams; other keys reach everybody.

    Documented for the web pages; that the API does the same is inferred. Whether there is such a user is for the operation to say.
    """
    if call.principal["access_level"] != "Team_Leader":
        return
    user = call.store.get(LitmosUser, id=userid) or call.store.get(LitmosUser, user_name_folded=userid.lower())
    if user is None or user["id"] == call.principal["id"]:
        return
    teams = {row["team_id"] for row in call.store.all(_MEMBERSHIPS, user_id=user["id"])}
    if not teams & led_by(call, call.principal["id"]):
        raise PermissionDenied("the key is that of a team leader, and the user is in none of their teams")


def promoted(call: Call, user: Row) -> None:
    """A user became leader or admin of a team."""
    if user["access_level"] == "Learner":
        call.store.update(LitmosUser, {"id": user["id"]}, {"access_level": "Team_Leader", **touched(call)})


def demoted(call: Call, user_id: str) -> None:
    """A user is leader or admin of one team less."""
    user = call.store.get(LitmosUser, id=user_id)
    if user is None or user["access_level"] != "Team_Leader" or call.store.one(_LED, user_id=user_id):
        return
    call.store.update(LitmosUser, {"id": user_id}, {"access_level": "Learner", **touched(call)})
