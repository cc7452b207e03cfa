"""The teams of a seed document: `{"Name": …, "ParentTeam": …, "Users", "Leaders", "Admins", "Courses", "LearningPaths": [names]}`."""

from typing import Any, Literal

from emulator.vendors.call import Call
from emulator.vendors.litmos import seed_identity, seed_references, team_courses, team_paths, team_users, teams
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.tables import LitmosTeam
from emulator.vendors.litmos.wire_in import LitmosReader

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
    given = seed_references.members(entry, where, _KNOWN)
    body = _reader.document(contract.schemas["Team"], given, where)
    parent = None
    if given.get("ParentTeam"):
        parent = seed_references.team(call, str(given["ParentTeam"]), f"{where}.ParentTeam")["id"]
    team = seed_identity.take(call, LitmosTeam, teams.create(call, body, parent)["id"], given, where)
    for member, role in _ROLES:
        for name, inside in seed_references.names(given, member, where):
            user = seed_references.user(call, name, inside)
            team_users.add(call, team, [{"id": user["id"]}], send_message=False)
            if role is not None:
                team_users.promote(call, team, user["id"], role)
    for name, inside in seed_references.names(given, "Courses", where):
        course = seed_references.course(call, name, inside)
        team_courses.assign(call, team, [{"id": course["id"]}], sub_teams=False, send_message=False)
    for name, inside in seed_references.names(given, "LearningPaths", where):
        path = seed_references.learning_path(call, name, inside)
        team_paths.assign(call, team, [{"id": path["id"]}], sub_teams=False, send_message=False)
