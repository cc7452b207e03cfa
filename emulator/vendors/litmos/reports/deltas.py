"""The vendor's delta queries: rows that were created or updated within a period.

Rows are sorted by the date of their last change, and include inactive ones (documented); deleted rows are in no list (inferred).
"""

from collections.abc import Callable
from typing import Any

from emulator.sandbox.world import World
from emulator.vendors.litmos.courses import courses
from emulator.vendors.litmos.courses.user_courses import overdue, up_to_date
from emulator.vendors.litmos.login_links import PATH
from emulator.vendors.litmos.reports import delta_rows
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.tables import LitmosCourse, LitmosLearningPath, LitmosUser
from emulator.vendors.litmos.wire.many import has_many
from emulator.vendors.litmos.wire.page import Page
from emulator.vendors.litmos.wire.period import period_of

LOGIN_KEY = f"{PATH}?loginkey="  # documented: the link without a key


def find_all(world: World, kind: str, since: str | None, to: str | None, page: Page) -> list[Row]:
    """A page of the rows of a kind that changed within a period, oldest change first. 406 for an invalid period."""
    period = period_of(since, to)
    statement, show = _KINDS[kind]
    spanned = {"since": period.since, "to": period.to}
    if kind == "logins" and not any(has_many(world, probe, **spanned) for probe in delta_rows.PROBES_OF_LOGINS):
        statement = delta_rows.FEW_LOGINS
    rows = world.work.all(statement, **spanned, start=page.start, limit=page.limit)
    for table, column in _NAMED.get(kind, ()):
        world.work.read_ahead(table, ({"id": value} for row in rows if (value := row.get(column))))
    return [show(world, row) for row in rows]


def _as_it_is(world: World, row: Row) -> Row:
    return row


def _by_whom(row: Row) -> Row:
    return {**row, "created_by": row["created_by_id"], "updated_by": row["updated_by_id"]}


def _user(world: World, row: Row) -> Row:
    manager_id = row["manager_id"]
    manager = world.work.get(LitmosUser, id=manager_id) if manager_id and manager_id != "0" else None
    return {
        **_by_whom(row),
        "login_key": LOGIN_KEY,
        "last_login": row["last_login"] or "",
        "original_user_id": row["original_id"],
        "manager_name": manager["full_name"] if manager else "",
    }


def _course(world: World, row: Row) -> Row:
    return {
        **courses.shown(_by_whom(row)),
        "original_course_id": row["original_id"],
        "include_in_library": False,
        "course_image_url": "",
    }


def _module(world: World, row: Row) -> Row:
    return {**_by_whom(row), "module_type": str(row["module_type"])}


def _path(world: World, row: Row) -> Row:
    return {**_by_whom(row), "include_in_library": False, "is_course_optional_order": False, "image_url": ""}


def _team(world: World, row: Row) -> Row:
    code = f"{row['original_id']}-{''.join((row['name'] or '').split())}"  # recorded
    return {**_by_whom(row), "original_team_id": row["original_id"], "team_code_for_bulk_import": code}


def _achievement(world: World, row: Row) -> Row:
    return {
        **_by_whom(row),
        "learning_path_id": row["path_id"],
        "original_achievement_id": row["number"],
        "original_course_id": _original_id(world, LitmosCourse, row["course_id"]),
        "original_learning_path_id": _original_id(world, LitmosLearningPath, row["path_id"]),
        "complaint_till_date": row["compliant_till_date"],
    }


def _original_id(world: World, table: Any, row_id: str | None) -> int | None:
    row = world.work.get(table, id=row_id) if row_id else None
    return row["original_id"] if row else None


def _course_result(world: World, row: Row) -> Row:
    return {
        **row,
        "completed": row["complete"],
        "up_to_date": up_to_date(row),
        "overdue": overdue(world, row),
        "last_attempt_date": row["updated_date"] if row["started_date"] else None,
    }


def _module_result(world: World, row: Row) -> Row:
    minutes, seconds = divmod(row["seconds"], 60)
    hours, minutes = divmod(minutes, 60)
    return {**row, "time_taken": f"{hours:02d}:{minutes:02d}:{seconds:02d}"}


_NAMED: dict[str, tuple[tuple[Any, str], ...]] = {
    "achievements": ((LitmosCourse, "course_id"), (LitmosLearningPath, "path_id")),
    "logins": ((LitmosUser, "manager_id"),),
    "users": ((LitmosUser, "manager_id"),),
}
"""The rows that those of a kind name, by table and column."""
_KINDS: dict[str, tuple[Statement, Callable[[World, Row], Row]]] = {
    "achievements": (delta_rows.ACHIEVEMENTS, _achievement),
    "course_modules": (delta_rows.COURSE_MODULES, _as_it_is),
    "course_results": (delta_rows.COURSE_RESULTS, _course_result),
    "courses": (delta_rows.COURSES, _course),
    "logins": (delta_rows.LOGINS, _user),
    "module_results": (delta_rows.MODULE_RESULTS, _module_result),
    "modules": (delta_rows.MODULES, _module),
    "path_courses": (delta_rows.PATH_COURSES, _as_it_is),
    "path_results": (delta_rows.PATH_RESULTS, _as_it_is),
    "path_users": (delta_rows.PATH_USERS, _as_it_is),
    "paths": (delta_rows.PATHS, _path),
    "team_courses": (delta_rows.TEAM_COURSES, _as_it_is),
    "team_paths": (delta_rows.TEAM_PATHS, _as_it_is),
    "team_users": (delta_rows.TEAM_USERS, _as_it_is),
    "teams": (delta_rows.TEAMS, _team),
    "user_courses": (delta_rows.USER_COURSES, _as_it_is),
    "users": (delta_rows.USERS, _user),
}
