"""The rules of custom fields: the fields themselves (only a seed creates them), and the values of courses and users."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.vendors.litmos.errors import (
    BadRequest,
    CourseNotFound,
    CustomFieldNotFound,
    CustomFieldUserNotFound,
    CustomFieldValueRequired,
)
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.tables import (
    LitmosCourse,
    LitmosCourseField,
    LitmosCustomField,
    LitmosUser,
    LitmosUserField,
)

Scope = Literal["course", "user"]

TYPES = ("Text", "Number", "Date", "Dropdown", "Checkbox")
"""Inferred but for Number, which a sample shows."""

_FIELDS = Statement(
    select(*LitmosCustomField.__table__.c)
    .where(LitmosCustomField.scope == bindparam("scope"))
    .order_by(LitmosCustomField.number)
)
_COURSE_VALUES = Statement(
    select(LitmosCourseField.field_id, LitmosCourseField.value).where(LitmosCourseField.course_id == bindparam("owner"))
)
_USER_VALUES = Statement(
    select(LitmosUserField.field_id, LitmosUserField.value).where(LitmosUserField.user_id == bindparam("owner"))
)


def fields(world: World, scope: Scope) -> list[Row]:
    """The fields of courses or of users, in their order."""
    return [{**row, "custom_field_id": row["id"]} for row in world.work.all(_FIELDS, scope=scope)]


def find_course_field(world: World, customfieldid: str) -> Row:
    """A field of courses. 404 if there is none."""
    row = world.work.get(LitmosCustomField, id=customfieldid)
    if row is None or row["scope"] != "course":
        raise CustomFieldNotFound()
    return {**row, "custom_field_id": row["id"]}


def of_course(world: World, courseid: str) -> list[Row]:
    """A course's value of each field: {fieldname, value}."""
    if world.work.get(LitmosCourse, id=courseid) is None:
        raise CourseNotFound(courseid=courseid)
    return _named(fields(world, "course"), world.work.all(_COURSE_VALUES, owner=courseid))


def of_user(world: World, userid: str) -> list[Row]:
    """A user's value of each field: {fieldname, value}."""
    user = _user(world, userid)
    return _named(fields(world, "user"), world.work.all(_USER_VALUES, owner=user["id"]))


def set_of_user(world: World, userid: str, body: list[Row]) -> None:
    """Set a user's values of fields. 404 for an empty value of a required field; 400 for a value that the field does not accept."""
    user = _user(world, userid)
    known = {field["label"].lower(): field for field in fields(world, "user")}
    values: dict[str, str] = {}
    if not body:
        raise BadRequest("no field is named")
    for pair in body:
        field = known.get((pair["fieldname"] or "").lower())
        if field is None:
            raise BadRequest(
                f"no user field is called {pair['fieldname']}; a seed names them in litmos.user_custom_fields"
            )
        value = pair.get("value") or ""
        if field["mandatory"] and not value:
            raise CustomFieldValueRequired()
        if problem(field, value):
            raise BadRequest(problem(field, value))
        values[field["id"]] = value
    store_user_values(world, user["id"], values)


def store_user_values(world: World, user_id: str, values: Mapping[str, str]) -> None:
    """Keep values by field."""
    for field_id, value in values.items():
        key = {"user_id": user_id, "field_id": field_id}
        world.work.delete(LitmosUserField, **key)
        world.work.insert(LitmosUserField, {**key, "value": value})


def store_course_values(world: World, course_id: str, values: Mapping[str, str]) -> None:
    """Keep values by field."""
    for field_id, value in values.items():
        key = {"course_id": course_id, "field_id": field_id}
        world.work.delete(LitmosCourseField, **key)
        world.work.insert(LitmosCourseField, {**key, "value": value})


def problem(field: Row, value: str) -> str | None:
    """Why a field does not take a value (documented: its type and its list count), or None."""
    if not value:
        return None
    label = field["label"]
    match field["type"]:
        case "Number" if not _is_number(value):
            return f"{label} must be a number"
        case "Date" if not _is_date(value):
            return f"{label} must be a date, YYYY-MM-DD"
        case "Dropdown" if value not in field["dropdown"]:
            return f"{label} must be one of {', '.join(field['dropdown'])}"
        case "Checkbox" if value.lower() not in ("true", "false"):
            return f"{label} must be true or false"
    return None


def _user(world: World, userid: str) -> Row:
    row = world.work.get(LitmosUser, id=userid) or world.work.get(LitmosUser, user_name_folded=userid.lower())
    if row is None:
        raise CustomFieldUserNotFound()
    return row


def _named(known: list[Row], values: list[Row]) -> list[Row]:
    given = {row["field_id"]: row["value"] for row in values}
    return [{"fieldname": field["label"], "value": given.get(field["id"], field["default_value"])} for field in known]


def _is_number(text: str) -> bool:
    whole, _, fraction = text.strip().lstrip("+-").partition(".")
    return (whole + fraction).isascii() and (whole + fraction).isdigit()


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text.strip()[:10])
    except ValueError:
        return False
    return True
