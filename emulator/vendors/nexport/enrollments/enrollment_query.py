"""Enrollments of both kinds by any combination of filters, in pages: one statement for each combination, over indexes."""

import json
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, or_, select

from emulator.sandbox.world import World
from emulator.store.listed import among
from emulator.vendors.nexport.enrollments.enrollments import SYLLABUS_COLUMN, TABLES
from emulator.vendors.nexport.rows import Row, Statement
from emulator.vendors.nexport.tables import NexportUser
from emulator.vendors.nexport.teaching import syllabi
from emulator.vendors.nexport.wire.page import Page


def find(world: World, kinds: Collection[int], filters: Mapping[str, Any], page: Page) -> list[tuple[int, Row]]:
    """A page of the enrollments that match every filter, the earliest first, with their kinds; the headers have the total number.

    Filters are `users`, `organizations`, `enrollments`, `syllabi` (ids), `unique_names` (of the syllabus), `visible` (organizations, of the
    enrollment or of its user), each a list; and `active_before`, a moment. A filter of None is not applied.
    """
    wanted = {name: value for name, value in filters.items() if value is not None}
    values = {name: value if name == "active_before" else json.dumps(value) for name, value in wanted.items()}
    names, end = frozenset(wanted), page.start + page.size
    total = sum(world.work.kept_value(_count(kind, names), **values) for kind in kinds)
    found = [(kind, row) for kind in kinds for row in world.work.all(_rows(kind, names), **values, most=end)]
    found.sort(key=lambda pair: (pair[1]["enrolled"], pair[1]["id"]))
    return page.of_counted(world, total, found[page.start : end])


@cache
def _rows(kind: int, names: frozenset[str]) -> Statement:
    table = TABLES[kind].__table__
    core = _filtered(select(*table.c), kind, names)
    return Statement(core.order_by(table.c.enrolled, table.c.id).limit(bindparam("most")))


@cache
def _count(kind: int, names: frozenset[str]) -> Statement:
    return Statement(_filtered(select(func.count()), kind, names))


def _filtered(core: Any, kind: int, names: frozenset[str]) -> Any:
    enrollment, user, syllabus = TABLES[kind].__table__, NexportUser.__table__, syllabi.TABLES[kind].__table__
    source: Any = enrollment
    if "visible" in names:
        source = source.join(user, user.c.id == enrollment.c.user_id)
    if "unique_names" in names:
        source = source.join(syllabus, syllabus.c.id == enrollment.c[SYLLABUS_COLUMN[kind]])
    criteria = {
        "users": among(enrollment.c.user_id, "users"),
        "organizations": among(enrollment.c.organization_id, "organizations"),
        "enrollments": among(enrollment.c.id, "enrollments"),
        "syllabi": among(enrollment.c[SYLLABUS_COLUMN[kind]], "syllabi"),
        "unique_names": among(syllabus.c.unique_name, "unique_names"),
        "visible": or_(among(enrollment.c.organization_id, "visible"), among(user.c.organization_id, "visible")),
        "active_before": enrollment.c.last_activity < bindparam("active_before"),
    }
    return core.select_from(source).where(*(criteria[name] for name in sorted(names)))
