"""The teams of a seed document: `{"Name": …, "ParentTeam": …, "Users", "Leaders", "Admins", "Courses", "LearningPaths": [names]}`."""

from typing import Any, Literal

from emulator.vendors.call import Call
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.seed import identity, references
from emulator.vendors.litmos.tables import LitmosTeam
from emulator.vendors.litmos.teams import team_courses, team_paths, team_users, teams
from emulator.vendors.litmos.wire.reading import LitmosReader

_reader = LitmosReader(contract)
_KNOWN = {
    "Id",
    "OriginalId",
    "Name",
    "Description",
    "ParentTeam",
    "Users",
    "Leaders",
    "Admins",
    "Courses",
    "LearningPaths",
}
_ROLES: tuple[tuple[str, Literal["leader", "admin"] | None], ...] = (
    ("Users", None),
    ("Leaders", "leader"),
    ("Admins", "admin"),
)


def create(call: Call, entry: Any, where: str) -> None:
    """Create a team with its members, leaders, admins, courses and learning paths. A sub-team comes after its ParentTeam."""
    given = references.members(entry, where, _KNOWN)
    body = _reader.document(contract.schemas["Team"], given, where)
    parent = None
    if given.get("ParentTeam"):
        parent = references.team(call, str(given["ParentTeam"]), f"{where}.ParentTeam")["id"]
    team = identity.take(call, LitmosTeam, teams.create(call, body, parent)["id"], given, where)
    for member, role in _ROLES:
        for name, inside in references.names(given, member, where):
            user = references.user(call, name, inside)
            team_users.add(call, team, [{"id": user["id"]}], send_message=False)
            if role is not None:
                team_users.promote(call, team, user["id"], role)
    for name, inside in references.names(given, "Courses", where):
        course = references.course(call, name, inside)
        team_courses.assign(call, team, [{"id": course["id"]}], sub_teams=False, send_message=False)
    for name, inside in references.names(given, "LearningPaths", where):
        path = references.learning_path(call, name, inside)
        team_paths.assign(call, team, [{"id": path["id"]}], sub_teams=False, send_message=False)
