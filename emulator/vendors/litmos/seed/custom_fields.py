"""Custom fields in a seed document: no operation makes them."""

from typing import Any, cast

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors.litmos.ids import new_id
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.seed import identity
from emulator.vendors.litmos.seed.references import members
from emulator.vendors.litmos.tables import LitmosCustomField
from emulator.vendors.litmos.users import custom_fields
from emulator.vendors.litmos.users.custom_fields import Scope
from emulator.vendors.litmos.wire.reading import LitmosReader

_reader = LitmosReader(contract)
_SCHEMA = contract.schemas["CourseCustomField"]
NAMES = {field.name for field in _SCHEMA.fields}


def create_course_field(world: World, entry: Any, where: str) -> None:
    """Create a field of courses: {Label, DefaultValue, Mandatory, VisibleToLearner, Type, Dropdown}."""
    _create(world, "course", entry, where)


def create_user_field(world: World, entry: Any, where: str) -> None:
    """Create a field of users, of the same members; at most 25."""
    if len(custom_fields.fields(world, "user")) >= 25:
        raise InputProblem(where, "users have at most 25 fields")
    _create(world, "user", entry, where)


def _create(world: World, scope: Scope, entry: Any, where: str) -> None:
    given = members(entry, where, NAMES)
    body: Row = cast(Row, _reader.document(_SCHEMA, given, where))
    label, kind, options = body.get("label"), body.get("type") or "Text", body.get("dropdown") or []
    if not label or any(field["label"].lower() == label.lower() for field in custom_fields.fields(world, scope)):
        raise InputProblem(f"{where}.Label", "is required, and unlike every other")
    if kind not in custom_fields.TYPES:
        raise InputProblem(f"{where}.Type", f"must be one of {', '.join(custom_fields.TYPES)}")
    row = {
        "id": new_id(world.ids),
        "scope": scope,
        "number": world.ids.number("litmos.custom_field"),
        "label": label,
        "default_value": body.get("default_value") or "",
        "mandatory": body.get("mandatory") or False,
        "visible_to_learner": body.get("visible_to_learner") is not False,
        "type": kind,
        "dropdown": options,
    }
    world.work.insert(LitmosCustomField, row)
    identity.take(world, LitmosCustomField, row["id"], {"Id": given.get("CustomFieldId")}, where)
