"""The place of a module in a course: its position in the order, and how it was added (copy, link, mirror, own)."""

from emulator.sandbox.world import World
from emulator.vendors.errors import VendorError
from emulator.vendors.litmos.courses import courses
from emulator.vendors.litmos.errors import ModuleNotFound, ModuleNotInCourse
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.stamps import stamped
from emulator.vendors.litmos.tables import LitmosCourseModule, LitmosModule


def find(world: World, course_id: str, module_id: str, unknown: type[VendorError] = ModuleNotFound) -> Row:
    """The row of a module that a course has. Raises `unknown` if there is no such module, 404 in other words if the course lacks it."""
    module = world.work.get(LitmosModule, id=module_id)
    if module is None:
        raise unknown()
    if world.work.get(LitmosCourseModule, course_id=course_id, module_id=module_id) is None:
        raise ModuleNotInCourse(f"the course {course_id} does not have the module {module_id}")
    return module


def add(world: World, course_id: str, module_id: str, relation: str) -> None:
    """Put a module at the end of a course, which so has changed."""
    row: Row = {"course_id": course_id, "module_id": module_id, "relation": relation, **stamped(world)}
    world.work.insert(LitmosCourseModule, {**row, "position": world.ids.number("litmos.position")})
    courses.touch(world, course_id)
