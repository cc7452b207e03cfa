"""The courses of a seed document, with their modules: those to attend with sessions, the others with the members of POST /modules."""

from typing import Any, cast

from emulator.contract.model import Schema
from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors import seed_packages
from emulator.vendors.litmos.courses import courses
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.seed import identity
from emulator.vendors.litmos.seed.references import entries, members
from emulator.vendors.litmos.tables import LitmosCourse, LitmosModule, LitmosSession
from emulator.vendors.litmos.training import course_modules, ilt_modules, modules, sessions
from emulator.vendors.litmos.users import custom_fields
from emulator.vendors.litmos.wire.reading import LitmosReader

_reader = LitmosReader(contract)
_COURSE: Schema = contract.schemas["Course"]
_MODULE: Schema = contract.schemas["ELearningModuleCreate"]
_ILT: Schema = contract.schemas["SessionModule"]
_SESSION: Schema = contract.schemas["Session"]
_CONTENT = ("Sample", "Package")
MODULE_NAMES = {field.name for field in _MODULE.fields} | {"Id", "OriginalId", *_CONTENT}


def create(world: World, entry: Any, where: str) -> None:
    """Create a course. `CustomFields` is {label: value}; a module with `Sessions` is one to attend."""
    given = members(entry, where, _names(_COURSE) | {"Modules", "CustomFields"})
    body: Row = cast(Row, _reader.document(_COURSE, given, where))
    row = courses.create(world, body)
    course_id = identity.take(world, LitmosCourse, row["id"], given, where)
    for module, inside in entries(given, "Modules", where):
        _add_module(world, course_id, module, inside)
    values = given.get("CustomFields") or {}
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        raise InputProblem(f"{where}.CustomFields", "must be an object of texts by label")
    fields = {field["label"]: field["id"] for field in custom_fields.fields(world, "course")}
    unknown = [label for label in values if label not in fields]
    if unknown:
        raise InputProblem(f"{where}.CustomFields.{unknown[0]}", "is no field; course_custom_fields names them")
    custom_fields.store_course_values(world, course_id, {fields[label]: value for label, value in values.items()})


def _add_module(world: World, course_id: str, entry: Any, where: str) -> None:
    if isinstance(entry, dict) and "Sessions" in entry:
        _add_ilt_module(world, course_id, entry, where)
        return
    given = members(entry, where, MODULE_NAMES)
    plain = {name: value for name, value in given.items() if name not in _CONTENT}
    row = modules.create(world, cast(Row, _reader.document(_MODULE, plain, where)))
    # With its Id an import would lose sight of it, so the content of a module with an Id of its own is fetched anew.
    module_id = identity.take(world, LitmosModule, row["id"], given, where)
    if module_id != row["id"]:
        modules.fetch_as(world, row, module_id)
    _store_content(world, module_id, given, where)
    course_modules.place(world, course_id, module_id)


def _store_content(world: World, module_id: str, given: dict[str, Any], where: str) -> None:
    """The content of a module that names its course: it is there at once, without an import."""
    named = {name: given[name] for name in _CONTENT if given.get(name) is not None}
    for name, value in named.items():
        if not isinstance(value, str):
            raise InputProblem(f"{where}.{name}", "must be text")
    if not named:
        return
    if given.get("ContentURL"):
        raise InputProblem(where, f"has ContentURL and {' and '.join(named)}, of which there can be one")
    _, package_id = seed_packages.store(world, named.get("Sample"), named.get("Package"), where, _CONTENT)
    world.work.update(LitmosModule, {"id": module_id}, {"status": "Ready", "package_id": package_id})


def _add_ilt_module(world: World, course_id: str, entry: dict[str, Any], where: str) -> None:
    given = members(entry, where, _names(_ILT) | {"OriginalId"})
    if not isinstance(given.get("Name"), str) or not given["Name"]:
        raise InputProblem(f"{where}.Name", "is required")
    plain = {name: value for name, value in given.items() if name != "Sessions"}
    row = ilt_modules.store_new(world, course_id, cast(Row, _reader.document(_ILT, plain, where)))
    module_id = identity.take(world, LitmosModule, row["id"], given, where)
    ilt_modules.rename(world, course_id, row["id"], module_id)
    for session, inside in entries(given, "Sessions", where):
        body: Row = cast(Row, _reader.document(_SESSION, members(session, inside, _names(_SESSION)), inside))
        created = sessions.create_in(world, course_id, module_id, body)
        seed_session_id(world, created["id"], body.get("id"), inside)


def seed_session_id(world: World, session_id: str, given: str | None, where: str) -> None:
    """Give a session and its days the Id of its entry, if it has one."""
    if given:
        new = identity.take(world, LitmosSession, session_id, {"Id": given}, where)
        sessions.rename(world, session_id, new)


def _names(schema: Schema) -> set[str]:
    return {field.name for field in schema.fields}
