"""The learning paths of a seed document: `{"Name": …, "Courses": ["Code or Name" or {"Course", "EquivalencyId", …}], "Users": [names]}`."""

from typing import Any, cast

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors.litmos.paths import learning_paths, path_assignments
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.seed import identity, references
from emulator.vendors.litmos.tables import LitmosLearningPath, LitmosPathCourse
from emulator.vendors.litmos.wire.reading import LitmosReader

_reader = LitmosReader(contract)
_OWN = {field.name for field in contract.schemas["LearningPath"].fields}
OF_COURSE = {"Course", "EquivalencyId", "EquivalencyGroupName"}


def create(world: World, entry: Any, where: str) -> None:
    """Create a learning path, with its courses, and give it to its users."""
    given = references.members(entry, where, _OWN | {"Courses", "Users"})
    body: Row = cast(Row, _reader.document(contract.schemas["LearningPath"], given, where))
    if not body.get("name"):
        raise InputProblem(f"{where}.Name", "is required")
    if world.work.get(LitmosLearningPath, name=body["name"]):
        raise InputProblem(f"{where}.Name", "belongs to another learning path")
    path = learning_paths.create(world, body, _courses(world, given, where))
    path_id = identity.take(world, LitmosLearningPath, path["id"], given, where)
    world.work.update(LitmosPathCourse, {"path_id": path["id"]}, {"path_id": path_id})
    for name, inside in references.names(given, "Users", where):
        user = references.user(world, name, inside)
        path_assignments.give(world, [user["id"]], [path_id], "user", user["id"])


def _courses(world: World, entry: dict[str, Any], where: str) -> list[Row]:
    found: dict[str, Row] = {}
    for place, inside in references.entries(entry, "Courses", where):
        place = {"Course": place} if isinstance(place, str) else references.members(place, inside, OF_COURSE)
        texts = {name: place.get(name) or "" for name in sorted(OF_COURSE)}
        if not all(isinstance(text, str) for text in texts.values()):
            raise InputProblem(inside, "must have texts for members")
        course = references.course(world, texts["Course"], f"{inside}.Course")
        if course["id"] in found:
            raise InputProblem(inside, "is in the learning path already")
        group: Row = {"equivalency_id": texts["EquivalencyId"], "equivalency_group_name": texts["EquivalencyGroupName"]}
        found[course["id"]] = {"id": course["id"], **group}
    return list(found.values())
