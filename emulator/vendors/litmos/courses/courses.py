"""The rules of courses."""

from collections.abc import Iterable
from functools import cache
from typing import Any, cast

from sqlalchemy import bindparam, or_, select

from emulator.sandbox.world import World
from emulator.store.parts import having, part
from emulator.store.search import contains, pattern_of
from emulator.vendors.litmos import activities
from emulator.vendors.litmos.errors import BadRequest, CourseIdMismatch, CourseNotFound
from emulator.vendors.litmos.ids import new_id, new_original_id
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.stamps import stamped, touched
from emulator.vendors.litmos.tables import LitmosCourse
from emulator.vendors.litmos.users import custom_fields
from emulator.vendors.litmos.wire.page import Page

FLAGS = ("active", "for_sale", "course_team_library")
TEXTS = ("code", "description", "ecommerce_short_description", "ecommerce_long_description", "tags")
UNSET: Row = {
    "course_code": "",
    "include_in_library": False,
    "complete_in_order": False,
    "course_image_url": "",
    "due_date": None,
    "due_date_span": "",
    "compliance_date": None,
    "compliance_date_span": "",
    "compliance_retake": "",
    "languages": [],
    "topics": "",
    "course_pre_requisites": "",
    "learning_path_pre_requisites": "",
    "skills": "",
    "social": False,
    "discussion_forum": False,
    **cast(Row, {f"adv_course_custom_field{number}": "" for number in range(1, 11)}),
    "all_modules_new_window": False,
    "certificate": False,
    "boosts_released": 0,
    "boosts_frequency": 0,
}
"""Members of a course's details that only the vendor's web pages set."""


def create(world: World, body: Row) -> Row:
    """A new course (inferred: one client creates courses, no vendor page says how)."""
    if not body.get("name"):
        raise BadRequest("Name is required")
    original_id = new_original_id(world.ids)
    row: Row = {
        **_texts(body, TEXTS),
        "id": new_id(world.ids),
        "number": original_id,
        "original_id": original_id,
        "name": body["name"],
        "active": body.get("active") is not False,
        "for_sale": body.get("for_sale") or False,
        "price": _price(body.get("price")),
        "access_till_date": body.get("access_till_date"),
        "access_till_days": body.get("access_till_days"),
        "course_team_library": body.get("course_team_library") or False,
        "created_by": world.actor["id"] if world.actor else "",
        "seq_id": "",
        **stamped(world),
    }
    world.work.insert(LitmosCourse, row)
    activities.note(world, "content", "Course Created", "Course", row)
    return shown(row)


def update(world: World, courseid: str, body: Row) -> None:
    """Change the members in the body and keep the others (inferred). 409 if it names another course."""
    row = find(world, courseid)
    if body.get("id") and body["id"] != courseid:
        raise CourseIdMismatch()
    if not body.get("name", row["name"]):
        raise BadRequest("Name cannot be empty")
    changes: Row = {
        **having(body, ("name", *FLAGS)),
        **_texts(body, [key for key in TEXTS if key in body]),
        **part(body, ("access_till_date", "access_till_days")),
    }
    if body.get("price") is not None:
        changes["price"] = _price(body["price"])
    world.work.update(LitmosCourse, {"id": courseid}, {**changes, **touched(world)})
    activities.note(world, "content", "Course Updated", "Course", {**row, **changes})


def details(world: World, courseid: str, named: str | None) -> Row:
    """A course with all its members; those that the API cannot set have their empty value (inferred)."""
    row = find(world, courseid)
    if (named or courseid) != courseid:
        raise CourseIdMismatch()
    values = custom_fields.of_course(world, courseid)[:10]
    fields = cast(Row, {f"adv_course_custom_field{at}": field["value"] for at, field in enumerate(values, 1)})
    return {**row, **UNSET, **fields, "created_by": row["created_by_id"], "updated_by": row["updated_by_id"]}


def touch(world: World, courseid: str) -> None:
    """Record that the content of a course changed, for the delta queries and UpToDate."""
    world.work.update(LitmosCourse, {"id": courseid}, touched(world))


def find(world: World, courseid: str) -> Row:
    """A course by Id. 404 if there is none."""
    row = world.work.get(LitmosCourse, id=courseid)
    if row is None:
        raise CourseNotFound(courseid=courseid)
    return shown(row)


def find_all(world: World, page: Page) -> list[Row]:
    """A page of courses, in the order of their creation; `search` looks into name and code (inferred)."""
    search = pattern_of(page.search) if page.search else None
    rows = world.work.all(_list(search is not None), search=search, start=page.start, limit=page.limit)
    return [shown(row) for row in rows]


def shown(row: Row) -> Row:
    """A row as the API shows it. Recorded: the bulk import code is OriginalId-Code."""
    return {**row, "course_code_for_bulk_import": f"{row['original_id']}-{row['code'] or ''}"}


def _price(value: Any) -> str:
    return f"{value or 0:.2f}"


@cache
def _list(searching: bool) -> Statement:
    columns = LitmosCourse.__table__.c
    statement = select(*columns).order_by(columns.number)
    if searching:
        statement = statement.where(or_(*(contains(column, "search") for column in (columns.name, columns.code))))
    return Statement(statement.limit(bindparam("limit")).offset(bindparam("start")))


def _texts(body: Row, keys: Iterable[str]) -> Row:
    """These texts of a body, empty where it has none."""
    return cast(Row, {key: body.get(key) or "" for key in keys})
