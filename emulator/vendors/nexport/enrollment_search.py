"""Searching enrollments over organizations and users."""

from typing import Any

from sqlalchemy import select

from emulator.store.statement import Row, Statement
from emulator.vendors.call import Call
from emulator.vendors.nexport import enrollments, organizations, permissions, syllabi
from emulator.vendors.nexport.enrollments import SYLLABUS_COLUMN, TABLES
from emulator.vendors.nexport.errors import ValidationFailed
from emulator.vendors.nexport.page import Page
from emulator.vendors.nexport.tables import NexportUser

_ALL = {kind: Statement(select(*table.__table__.c)) for kind, table in TABLES.items()}


def search(call: Call, body: dict[str, Any], page: Page) -> Row:
    """A page of the enrollments that every filter lets through, the earliest first (documented).

    Documented: it takes at least one user or organization, and the permissions in every organization that is named; else an
    enrollment is found if they are held at its organization or the user's. Inferred: of others it says nothing.
    """
    if not body.get("user_ids") and not body.get("org_ids"):
        raise ValidationFailed(why="user_ids or org_ids must name at least one")
    for org_id in body.get("org_ids") or ():
        organizations.get(call, org_id)
        permissions.require(call, org_id)
    seen: dict[tuple[str, str], bool] = {}
    found = [
        (kind, row)
        for kind, statement in _ALL.items()
        for row in call.store.all(statement)
        if _passes(call, body, kind, row) and _visible(call, row, seen)
    ]
    found.sort(key=lambda pair: (pair[1]["enrolled"], pair[1]["id"]))
    return {"enrollments": [enrollments.shown(call, kind, row) for kind, row in page.of_list(call, found)]}


def _passes(call: Call, body: dict[str, Any], kind: int, row: Row) -> bool:
    for name, column in (("user_ids", "user_id"), ("org_ids", "organization_id"), ("enrollment_ids", "id")):
        if body.get(name) and row[column] not in body[name]:
            return False
    before = body.get("utc_activity_before")
    if before is not None and (row["last_activity"] is None or row["last_activity"] >= before):
        return False
    names = body.get("syllabus_unique_names")
    return not names or syllabi.get(call, kind, row[SYLLABUS_COLUMN[kind]])["unique_name"] in names


def _visible(call: Call, row: Row, seen: dict[tuple[str, str], bool]) -> bool:
    user = call.store.get(NexportUser, id=row["user_id"])
    nodes = (row["organization_id"], user["organization_id"] if user else row["organization_id"])
    if nodes not in seen:
        seen[nodes] = permissions.allowed(call, *nodes)
    return seen[nodes]
