"""One course of a bulk import: created, or changed if a course has its CourseCode as bulk import code (documented)."""

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors.litmos.activities import note
from emulator.vendors.litmos.courses import courses
from emulator.vendors.litmos.imports import bulk_codes
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.stamps import touched
from emulator.vendors.litmos.tables import LitmosCourse
from emulator.vendors.litmos.users import custom_fields
from emulator.vendors.litmos.wire.reading import LitmosReader

ADVANCED = 10
LONGEST_TITLE = 255
USED = {
    "course_title", "description", "course_code", "active", "content_library", "course_access_expiration_date",
    "course_access_expiration_date_span", "due_date", "due_date_span", "tags", "reference_code",
    *(f"adv_course_custom_field{number}" for number in range(1, ADVANCED + 1)),
}  # fmt: skip
_reader = LitmosReader(contract)


def do(world: World, job: Row, record: Row) -> str:
    """Import one record; returns the name of the count to increase."""
    if _why_not(world, record) is not None:
        return "failed"
    code = record.get("course_code") or ""
    before = bulk_codes.course(world, code) if code else None
    try:
        body = _body(record)
        values = _advanced(world, record, is_new=before is None)
    except InputProblem:
        return "failed"
    row = courses.create(world, body) if before is None else _update(world, before, body)
    custom_fields.store_course_values(world, row["id"], values)
    note(world, "content", "Course Updated" if before else "Course Created", "Course", row)
    return "updated" if before else "created"


def wrong(world: World, body: list[Row]) -> dict[str, list[str]]:
    """The records that will fail as things are now, by why."""
    found: dict[str, list[str]] = {}
    for number, record in enumerate(body, 1):
        why = _why_not(world, record)
        if why is not None:
            found.setdefault(why, []).append(f"record {number}")
    return found


def _why_not(world: World, record: Row) -> str | None:
    if not record.get("course_title") or len(record["course_title"]) > LONGEST_TITLE:
        return f"CourseTitle must have 1 to {LONGEST_TITLE} characters"
    if record.get("active") is None:
        return "Active is required"
    # Documented: of a date and a time span only one can be set, else the record is an error.
    for one, other in (
        ("course_access_expiration_date", "course_access_expiration_date_span"),
        ("due_date", "due_date_span"),
    ):
        if record.get(one) and record.get(other):
            return "a date and its span exclude each other"
    code = record.get("course_code") or ""
    return "no course has the code" if code and bulk_codes.course(world, code) is None else None


def without_effect(body: list[Row]) -> list[str]:
    """The given members that have no effect in the emulator, by their wire names."""
    names = {field.key: field.name for field in contract.schemas["CourseImport"].fields if field.key not in USED}
    return [name for key, name in names.items() if any(record.get(key) not in (None, "") for record in body)]


def _body(record: Row) -> Row:
    body: Row = {"name": record["course_title"], "active": record["active"]}
    if record.get("description"):
        body["description"] = record["description"]
    if record.get("tags"):
        body["tags"] = record["tags"]
    if record.get("reference_code"):
        body["code"] = record["reference_code"]
    if record.get("content_library") is not None:
        body["course_team_library"] = record["content_library"]
    if record.get("course_access_expiration_date"):
        body["access_till_date"] = _reader.datetime(
            record["course_access_expiration_date"], "CourseAccessExpirationDate"
        )
    if record.get("course_access_expiration_date_span"):
        body["access_till_days"] = record["course_access_expiration_date_span"]
    return body


def _update(world: World, before: Row, body: Row) -> Row:
    changes: Row = {**body, **touched(world)}
    world.work.update(LitmosCourse, {"id": before["id"]}, changes)
    return {**before, **changes}


def _advanced(world: World, record: Row, *, is_new: bool) -> dict[str, str]:
    """AdvCourseCustomField1 to 10 are the fields of courses in their order; defaults, types and required ones count (documented)."""
    values = {}
    known = custom_fields.fields(world, "course")[:ADVANCED]
    for position in range(1, ADVANCED + 1):
        value = str(record.get(f"adv_course_custom_field{position}") or "")
        if position > len(known):
            if value:
                raise InputProblem(f"AdvCourseCustomField{position}", "is not defined")
            continue
        field = known[position - 1]
        value = value or (field["default_value"] if is_new else "")
        if (field["mandatory"] and not value) or custom_fields.problem(field, value):
            raise InputProblem(field["label"], "is not what the field takes")
        if value:
            values[field["id"]] = value
    return values
