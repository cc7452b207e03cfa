"""The rules of modules in courses: copy, link and mirror.

Documented (the vendor's support page on copying modules): a copy has no connection to its original; a link is the same module
for completion and reporting; a mirror has its own results, but an edit or upload in one applies to all mirrored modules.
"""

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.store.search import contains, pattern_of
from emulator.vendors.litmos import activities
from emulator.vendors.litmos.courses import courses
from emulator.vendors.litmos.ids import new_id, new_original_id
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.stamps import stamped
from emulator.vendors.litmos.tables import LitmosCourseModule, LitmosModule
from emulator.vendors.litmos.training import course_places, ilt_modules, modules
from emulator.vendors.litmos.wire.page import Page

_LIST = Statement(
    select(
        LitmosModule.id,
        LitmosModule.module_ref_code.label("code"),
        LitmosModule.name,
        LitmosModule.description,
    )
    .join_from(LitmosCourseModule, LitmosModule, LitmosModule.id == LitmosCourseModule.module_id)
    .where(LitmosCourseModule.course_id == bindparam("course"))
    .where(contains(LitmosModule.name, "search"))
    .order_by(LitmosCourseModule.position)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)
_OWNED = Statement(
    select(*LitmosModule.__table__.c)
    .join_from(LitmosCourseModule, LitmosModule, LitmosModule.id == LitmosCourseModule.module_id)
    .where(LitmosCourseModule.course_id == bindparam("course_id"))
    .where(LitmosCourseModule.relation != "link")
    .order_by(LitmosCourseModule.position)
)


def find_all(world: World, courseid: str, page: Page) -> list[Row]:
    """A page of a course's modules, in the order in which they were added."""
    courses.find(world, courseid)
    search = pattern_of(page.search or "")
    return world.work.all(_LIST, course=courseid, search=search, start=page.start, limit=page.limit)


def copy(world: World, courseid: str, body: list[Row]) -> None:
    """Add independent copies of modules to a course."""
    for module in _named(world, courseid, body):
        twin = _twin(world, module, content_of=None)
        _add(world, courseid, twin, "copy")
        modules.fetch_unless_done(world, twin, module)


def link(world: World, courseid: str, body: list[Row]) -> None:
    """Add the modules themselves to a course; a module that is in it already stays."""
    for module in _named(world, courseid, body):
        if not world.work.get(LitmosCourseModule, course_id=courseid, module_id=module["id"]):
            _add(world, courseid, module["id"], "link")


def mirror(world: World, courseid: str, body: list[Row]) -> None:
    """Add modules to a course that follow the content and texts of others, and have their own results."""
    for module in _named(world, courseid, body):
        _add(world, courseid, _twin(world, module, content_of=module["content_of"] or module["id"]), "mirror")


def place(world: World, courseid: str, moduleid: str) -> None:
    """Add a module that lives in this course alone."""
    _add(world, courseid, moduleid, "own")


def remove(world: World, courseid: str, moduleid: str) -> None:
    """Remove a module from a course; a module that belongs to this course only is deleted (inferred)."""
    course = courses.find(world, courseid)
    module = course_places.find(world, courseid, moduleid)
    take_out(world, courseid, moduleid)
    courses.touch(world, courseid)
    activities.note(world, "content", "Module Removed From Course", "Module", module, "Course", course)


def take_out(world: World, courseid: str, moduleid: str) -> None:
    """Take a module out of a course that has it."""
    place = world.work.get(LitmosCourseModule, course_id=courseid, module_id=moduleid)
    if place is not None and place["relation"] == "link":
        world.work.delete(LitmosCourseModule, course_id=courseid, module_id=moduleid)
    elif ilt_modules.is_one(world, moduleid):
        ilt_modules.delete(world, courseid, moduleid)
    else:
        modules.delete(world, moduleid)


def take_out_all(world: World, courseid: str) -> None:
    """Take all modules out of a course that is deleted."""
    owned = world.work.all(_OWNED, course_id=courseid)
    world.work.delete(LitmosCourseModule, course_id=courseid)
    live, other = ([row for row in owned if (row["module_type"] == ilt_modules.ILT) is ilt] for ilt in (True, False))
    if live:
        ilt_modules.delete_rows(world, live)
    if other:
        modules.delete_rows(world, other)
    for row in owned:
        activity = "Deleted" if row["module_type"] == ilt_modules.ILT else "Module Deleted"
        activities.note(world, "content", activity, "Module", row)


def _named(world: World, courseid: str, body: list[Row]) -> list[Row]:
    courses.find(world, courseid)
    return [modules.find(world, item["id"]) for item in body]


def _twin(world: World, module: Row, *, content_of: str | None) -> str:
    twin = {**module, "id": new_id(world.ids), "original_id": new_original_id(world.ids), "content_of": content_of}
    twin |= stamped(world)
    del twin["sandbox"]
    world.work.insert(LitmosModule, twin)
    return str(twin["id"])


def _add(world: World, courseid: str, moduleid: str, relation: str) -> None:
    course_places.add(world, courseid, moduleid, relation)
    course, module = courses.find(world, courseid), modules.find(world, moduleid)
    activities.note(world, "content", "Module Added To Course", "Module", module, "Course", course)
