"""The place of a module in a course: its position in the order, and how it was added (copy, link, mirror, own)."""

from emulator.sandbox.world import World
from emulator.vendors.litmos.courses import courses
from emulator.vendors.litmos.stamps import stamped
from emulator.vendors.litmos.tables import LitmosCourseModule


def add(world: World, course_id: str, module_id: str, relation: str) -> None:
    """Put a module at the end of a course, which so has changed."""
    row = {"course_id": course_id, "module_id": module_id, "relation": relation, **stamped(world)}
    world.work.insert(LitmosCourseModule, {**row, "position": world.ids.number("litmos.position")})
    courses.touch(world, course_id)
