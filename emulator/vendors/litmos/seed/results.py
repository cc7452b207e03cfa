"""The results of a seed document: what users have done of their courses.

`{"User": name, "Course": name, "Module": name, "Completed": true, "Score": 80, "Attempts", "Note", "UpdatedAt"}`.
"""

from typing import Any

from sqlalchemy import bindparam, or_, select

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors.litmos.courses import course_assignments
from emulator.vendors.litmos.results import results
from emulator.vendors.litmos.results.results import Reported
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.seed import references
from emulator.vendors.litmos.tables import LitmosCourseModule, LitmosModule
from emulator.vendors.litmos.wire.reading import LitmosReader

_reader = LitmosReader(contract)
_BODY = contract.schemas["ModuleResult"]
_OWN = {field.name: field for field in _BODY.fields if field.name not in ("CourseId", "UserId")}
NAMES = {"User", "Course", "Module", *_OWN}
_MODULE = Statement(
    select(LitmosModule.id)
    .join_from(LitmosModule, LitmosCourseModule, LitmosCourseModule.module_id == LitmosModule.id)
    .where(LitmosCourseModule.course_id == bindparam("course_id"))
    .where(
        or_(
            LitmosModule.id == bindparam("named"),
            LitmosModule.name == bindparam("named"),
        )
    )
)


def create(world: World, entry: Any, where: str) -> None:
    """Report a user's result of a module, or complete the course. A user who does not have the course gets it."""
    given = references.members(entry, where, NAMES)
    user = references.user(world, _text(given, "User", where), f"{where}.User")
    course = references.course(world, _text(given, "Course", where), f"{where}.Course")
    body: dict[str, Any] = {
        field.key: _reader.member(field, given[name], f"{where}.{name}")
        for name, field in _OWN.items()
        if given.get(name) is not None
    }
    if course_assignments.find(world, user["id"], course["id"]) is None:
        course_assignments.give(world, [user["id"]], [course["id"]], "user", user["id"])
    at = body.get("updated_at") or world.now()
    if given.get("Module") is None:
        _complete(world, user, course, body, at, where)
        return
    reported = Reported(body.get("completed"), body.get("score"), body.get("attempts"), body.get("note"), at=at)
    results.report(world, user["id"], _module(world, course, given, where), reported, rolled_up=at)


def _complete(world: World, user: Row, course: Row, body: dict[str, Any], at: Any, where: str) -> None:
    if body.keys() - {"completed", "updated_at"} or not body.get("completed"):
        raise InputProblem(where, "needs a Module; without one, Completed is true and UpdatedAt may be there")
    results.complete_course(world, user["id"], course, at)


def _module(world: World, course: Row, given: dict[str, Any], where: str) -> str:
    named = _text(given, "Module", where)
    found = world.work.all(_MODULE, course_id=course["id"], named=named)
    if len(found) != 1:
        raise InputProblem(
            f"{where}.Module", f"{named[:80]!r}: there is no one module of that Name or Id in the course"
        )
    return str(found[0]["id"])


def _text(given: dict[str, Any], name: str, where: str) -> str:
    return _reader.string(given.get(name), f"{where}.{name}")
