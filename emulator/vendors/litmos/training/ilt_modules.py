"""The rules of ILT modules (the vendor calls them events too): a module of a course that is completed by attending a session."""

from typing import cast

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.vendors.litmos.activities import note
from emulator.vendors.litmos.courses import courses
from emulator.vendors.litmos.errors import BadRequest, IltModuleNotFound
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.stamps import touched
from emulator.vendors.litmos.tables import LitmosCourseModule, LitmosModule
from emulator.vendors.litmos.training import course_places, modules, sessions
from emulator.vendors.litmos.wire.page import Page

ILT = 5
"""The module type of our rows. Inferred: no document says the vendor's number, and no ILT operation shows it."""

_LIST = Statement(
    select(LitmosModule.id, LitmosModule.module_ref_code.label("code"), LitmosModule.name, LitmosModule.description)
    .join_from(LitmosCourseModule, LitmosModule, LitmosModule.id == LitmosCourseModule.module_id)
    .where(LitmosCourseModule.course_id == bindparam("course"))
    .where(LitmosModule.module_type == ILT)
    .order_by(LitmosCourseModule.position)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)


def find_all(world: World, courseid: str, page: Page) -> list[Row]:
    """A page of a course's ILT modules, in the order in which they were added."""
    courses.find(world, courseid)
    return world.work.all(_LIST, course=courseid, start=page.start, limit=page.limit)


def find_row(world: World, course_id: str, module_id: str) -> Row:
    """The row of an ILT module of a course. 404 if the course does not have it, 400 for a module of another type (inferred)."""
    row = course_places.find(world, course_id, module_id, IltModuleNotFound)
    if row["module_type"] != ILT:
        raise BadRequest(_other_type(row))
    return row


def has_sessions(world: World, course_id: str, module_id: str) -> bool:
    """True if a module of a course can have sessions; one of another type has none (inferred). 404 if the course does not have it."""
    row = course_places.find(world, course_id, module_id, IltModuleNotFound)
    if row["module_type"] != ILT:
        world.hint(_other_type(row))
    return bool(row["module_type"] == ILT)


def _other_type(row: Row) -> str:
    return f"the module is of type {row['module_type']}, not one of instructor-led training: it has no sessions"


def is_one(world: World, module_id: str) -> bool:
    """True if the module is an ILT module."""
    row = world.work.get(LitmosModule, id=module_id)
    return row is not None and row["module_type"] == ILT


def create(world: World, courseid: str, body: Row) -> str:
    """Create an ILT module in a course, with the sessions in the body; returns its Id."""
    course = courses.find(world, courseid)
    row = store_new(world, course["id"], body)
    for session in body.get("sessions") or []:
        sessions.create_in(world, course["id"], row["id"], session)
    note(world, "content", "Created", "Module", row, "Course", course)
    return str(row["id"])


def store_new(world: World, course_id: str, body: Row) -> Row:
    """Add the rows of an ILT module: the module and its place in the course."""
    row = modules.store_new(world, ILT, "Ready", body)
    course_places.add(world, course_id, row["id"], "own")
    return row


def rename(world: World, course_id: str, module_id: str, new_id: str) -> None:
    """Let the place of a module in its course follow the Id that a seed gave the module."""
    key = {"course_id": course_id, "module_id": module_id}
    world.work.update(LitmosCourseModule, key, {"module_id": new_id})


def update(world: World, courseid: str, eventid: str, body: Row) -> None:
    """Change name, code and description; other members do not change (inferred). Sessions have their own operations."""
    row = find_row(world, courses.find(world, courseid)["id"], eventid)
    if body.get("id") and body["id"] != row["id"]:
        raise BadRequest("the Id in the body is not that of the URL")
    if body.get("name") == "":
        raise BadRequest("Name is required")
    if body.get("sessions"):
        world.hint("Sessions have no effect here: they are changed by PUT …/sessions/{sessionid}")
    names = {"name": "name", "code": "module_ref_code", "description": "description"}
    changes = cast(Row, {column: value for key, column in names.items() if (value := body.get(key)) is not None})
    world.work.update(LitmosModule, {"id": row["id"]}, {**changes, **touched(world)})
    note(world, "content", "Updated", "Module", {**row, **changes})


def delete(world: World, courseid: str, eventid: str) -> None:
    """Delete an ILT module with its sessions and all users' results of it."""
    row = find_row(world, courses.find(world, courseid)["id"], eventid)
    delete_rows(world, [row])
    courses.touch(world, courseid)
    note(world, "content", "Deleted", "Module", row)


def delete_rows(world: World, rows: list[Row]) -> None:
    """Delete ILT modules with what depends on them; the log is the caller's to write."""
    sessions.forget_modules(world, [row["id"] for row in rows])
    modules.forget(world, rows)
