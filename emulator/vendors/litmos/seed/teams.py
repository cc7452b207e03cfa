"""The teams of a seed document: `{"Name": …, "ParentTeam": …, "Users", "Leaders", "Admins", "Courses", "LearningPaths": [names]}`."""

from typing import Any, Literal, cast

from emulator.sandbox.world import World
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.seed import identity, references
from emulator.vendors.litmos.tables import LitmosTeam
from emulator.vendors.litmos.teams import team_courses, team_paths, team_users, teams
from emulator.vendors.litmos.wire.reading import LitmosReader

_reader = LitmosReader(contract)
NAMES = {
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
LISTS = ("Users", "Leaders", "Admins", "Courses", "LearningPaths")
_ROLES: tuple[tuple[str, Literal["leader", "admin"] | None], ...] = (
    ("Users", None),
    ("Leaders", "leader"),
    ("Admins", "admin"),
)


def create(world: World, entry: Any, where: str) -> None:
    """Create a team with its members, leaders, admins, courses and learning paths. A sub-team comes after its ParentTeam."""
    given = references.members(entry, where, NAMES)
    body: Row = cast(Row, _reader.document(contract.schemas["Team"], given, where))
    parent = None
    if given.get("ParentTeam"):
        parent = references.team(world, str(given["ParentTeam"]), f"{where}.ParentTeam")["id"]
    team = identity.take(world, LitmosTeam, teams.create(world, body, parent)["id"], given, where)
    for member, role in _ROLES:
        for name, inside in references.names(given, member, where):
            user = references.user(world, name, inside)
            team_users.add(world, team, [{"id": user["id"]}], send_message=False)
            if role is not None:
                team_users.promote(world, team, user["id"], role)
    for name, inside in references.names(given, "Courses", where):
        course = references.course(world, name, inside)
        team_courses.assign(world, team, [{"id": course["id"]}], sub_teams=False, send_message=False)
    for name, inside in references.names(given, "LearningPaths", where):
        path = references.learning_path(world, name, inside)
        team_paths.assign(world, team, [{"id": path["id"]}], sub_teams=False, send_message=False)
