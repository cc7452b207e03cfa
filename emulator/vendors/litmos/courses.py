"""The rules of courses."""

from functools import cache
from typing import Any

from sqlalchemy import bindparam, or_, select

from emulator.store.search import contains, pattern_of
from emulator.store.statement import Row, Statement
from emulator.vendors.call import Call
from emulator.vendors.litmos.errors import BadRequest, CourseNotFound
from emulator.vendors.litmos.ids import new_id, new_original_id
from emulator.vendors.litmos.page import Page
from emulator.vendors.litmos.stamps import stamped
from emulator.vendors.litmos.tables import LitmosCourse

TEXTS = ("code", "description", "ecommerce_short_description", "ecommerce_long_description", "tags")


def create(call: Call, body: dict[str, Any]) -> Row:
    """A new course (inferred: one client creates courses, no vendor page says how)."""
    if not body.get("name"):
        raise BadRequest("Name is required")
    original_id = new_original_id(call.ids)
    row: Row = {
        **{key: body.get(key) or "" for key in TEXTS},
        "id": new_id(call.ids),
        "number": original_id,
        "original_id": original_id,
        "name": body["name"],
        "active": body.get("active", True),
        "for_sale": body.get("for_sale") or False,
        "price": f"{body.get('price') or 0:.2f}",
        "access_till_date": body.get("access_till_date"),
        "access_till_days": body.get("access_till_days"),
        "course_team_library": body.get("course_team_library") or False,
        "created_by": call.principal["id"] if call.principal else "",
        "seq_id": "",
        **stamped(call),
    }
    call.store.insert(LitmosCourse, row)
    return shown(row)


def find(call: Call, courseid: str) -> Row:
    """A course by Id. 404 if there is none."""
    row = call.store.get(LitmosCourse, id=courseid)
    if row is None:
        raise CourseNotFound(courseid=courseid)
    return shown(row)


def find_all(call: Call, page: Page) -> list[Row]:
    """A page of courses, in the order of their creation; `search` looks into name and code (inferred)."""
    search = pattern_of(page.search) if page.search else None
    rows = call.store.all(_list(search is not None), search=search, start=page.start, limit=page.limit)
    return [shown(row) for row in rows]


def shown(row: Row) -> Row:
    """A row as the vendor shows it. Recorded: the bulk import code is OriginalId-Code."""
    return {**row, "course_code_for_bulk_import": f"{row['original_id']}-{row['code'] or ''}"}


@cache
def _list(searching: bool) -> Statement:
    columns = LitmosCourse.__table__.c
    statement = select(*columns).order_by(columns.number)
    if searching:
        statement = statement.where(or_(*(contains(column, "search") for column in (columns.name, columns.code))))
    return Statement(statement.limit(bindparam("limit")).offset(bindparam("start")))
