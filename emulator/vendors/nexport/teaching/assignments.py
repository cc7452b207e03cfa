"""Assignments: the units of work in a section."""

from emulator.sandbox.world import World
from emulator.vendors.nexport.errors import EntityNotFound, ValidationFailed
from emulator.vendors.nexport.rows import Row
from emulator.vendors.nexport.tables import NexportAssignment

COURSEWARE = "courseware"
TEST = "test"


def of_enrollment(world: World, enrollment: Row, assignment_id: str, kind: str) -> Row:
    """An assignment in the section of an enrollment. 409 if there is none, 422 if it is of another kind (inferred)."""
    row = world.work.get(NexportAssignment, id=assignment_id)
    if row is None or row["section_id"] != enrollment["section_id"]:
        raise EntityNotFound("the section of this enrollment has no such assignment")
    if row["kind"] != kind:
        raise ValidationFailed(why=f"assignment_id is an assignment of kind {row['kind']}, not {kind}")
    return row
