"""Many rows: those of a world are copied beside the originals, within its sandbox, by SQL. Of two copies one is a world of its own, and the
members, registrations and so on of the other join the originals' teams, courses and so on. Each copy is a second older than the one before.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

OWNERS = {"app_id", "lrs", "credential_id"}
"""Columns that say whose a row is, among the rows of a sandbox: the copies are the same owner's."""
LEFT_ALONE = {
    "sandbox_state", "sandbox_credential", "scormcloud_application", "scormcloud_secret", "scormcloud_setting",
    "nexport_token", "fault_rule", "kept_world", "file_change", "job", "scormcloud_tool_key", "sco_attempt",
    "litmos_custom_field", "litmos_user_field", "litmos_course_field", "scormcloud_connector", "scormcloud_statement_pipe",
}  # fmt: skip
"""Tables of what there are few of."""
JOINS = {
    "litmos_team_user": {"team_id"}, "litmos_user_course": {"course_id"}, "litmos_user_path": {"path_id"},
    "litmos_session_user": {"session_id"}, "litmos_listing_user": {"listing_id"}, "litmos_module_result": {"module_id"},
    "litmos_session": {"course_id", "module_id"}, "litmos_team": {"parent_id"}, "litmos_team_course": {"team_id"},
    "litmos_team_path": {"team_id"}, "scormcloud_registration": {"course_id", "learner_id"}, "scormcloud_instance": {"course_id"},
    "scormcloud_dispatch": {"destination_id", "course_id"}, "scormcloud_invitation": {"course_id"},
    "scormcloud_user_invitation": {"invitation_id", "course_id"}, "nexport_enrollment": {"section_id", "organization_id"},
    "nexport_training_plan_enrollment": {"training_plan_id", "organization_id"}, "nexport_membership": {"group_id"},
    "nexport_subscription": {"organization_id"}, "nexport_organization": {"parent_id"}, "nexport_product": {"catalog_id"},
    "nexport_user": {"organization_id"}, "message": set(), "delivery": set(),
}  # fmt: skip
"""Of a table's copies every other one has these columns as the original has."""
NUMBERS = {"number", "source", "original_id", "location_id", "delivery"}
MOMENTS = {"created", "updated", "modified", "stored", "at", "last_login", "enrolled", "last_access"}
STEP = 1_000_000
FEWEST = 13
"""As many copies are made of what there is less of: so what a copy refers to has been copied as often."""
SECOND = 1_000_000


class Column(NamedTuple):
    """A column of a table, as SQLite describes it."""

    name: str
    kind: str
    is_key: bool


def copies(path: Path, sandbox: str, rows: int, only: Iterable[str] = ()) -> int:
    """Copy the rows of a sandbox until each of its tables has so many; returns how many there are in all."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=60)) as connection:
        for pragma in ("synchronous = OFF", "cache_size = -1000000", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        tables = connection.execute(
            "SELECT t.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND c.name = 'sandbox'"
        ).fetchall()
        chosen = [name for (name,) in tables if (name in only if only else name not in LEFT_ALONE)]
        return sum([_fill(connection, name, sandbox, rows) for name in chosen])


def _fill(connection: sqlite3.Connection, name: str, sandbox: str, rows: int) -> int:
    unique = _unique(connection, name)
    described = connection.execute("SELECT name, type, pk FROM pragma_table_info(?)", [name]).fetchall()
    columns = [Column(column, kind, bool(key)) for column, kind, key in described if column != "sandbox"]
    listed = ", ".join(f'"{column.name}"' for column in columns)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DROP TABLE IF EXISTS temp.original")
    connection.execute(
        f'CREATE TEMP TABLE original AS SELECT {listed} FROM "{name}" WHERE sandbox = ? AND {_originals(columns)}',
        [sandbox],
    )
    originals: int = connection.execute("SELECT COUNT(*) FROM temp.original").fetchone()[0]
    there: int = connection.execute(f'SELECT COUNT(*) FROM "{name}" WHERE sandbox = ?', [sandbox]).fetchone()[0]
    if not originals:
        connection.execute("COMMIT")
        return 0
    done, wanted = there // originals - 1, rows // max(originals, FEWEST)
    if done < wanted:
        values = ", ".join(
            _value(name, column.name, column.kind, column.is_key or column.name in unique) for column in columns
        )
        connection.execute(
            "WITH RECURSIVE counted(n) AS (SELECT ? UNION ALL SELECT n + 1 FROM counted WHERE n < ?) "
            f'INSERT OR IGNORE INTO main."{name}" (sandbox, {listed}) SELECT ?, {values} FROM counted, temp.original',
            [done + 1, wanted, sandbox],
        )
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return originals * (1 + max(done, wanted))


def _originals(columns: list[Column]) -> str:
    """A criterion: no copy."""
    found = [f"\"{each.name}\" NOT LIKE '%~%'" for each in columns if each.is_key and _is_text(each.kind)]
    found += [f'"{each.name}" < {STEP}' for each in columns if each.is_key and each.name in ("number", "location_id")]
    return " AND ".join(found) or "1"


def _unique(connection: sqlite3.Connection, name: str) -> set[str]:
    """The columns of its unique indexes."""
    found = connection.execute(
        "SELECT i.name FROM pragma_index_list(?) l, pragma_index_info(l.name) i WHERE l.\"unique\" AND i.name <> 'sandbox'",
        [name],
    )
    return {column for (column,) in found}


def _value(table: str, column: str, kind: str, is_unique: bool) -> str:
    copied = _of_copy(column, kind, is_unique)
    return f'CASE WHEN n % 2 THEN "{column}" ELSE {copied} END' if column in JOINS.get(table, ()) else copied


def _of_copy(column: str, kind: str, is_unique: bool) -> str:
    if column in NUMBERS:
        return f'"{column}" + {STEP} * n'
    if kind == "BIGINT" and (column in MOMENTS or column.endswith("_date")):
        return f'"{column}" - {SECOND} * n'
    named = is_unique or column == "id" or column.endswith(("_id", "_key"))
    if column not in OWNERS and named and _is_text(kind):
        return f"""CASE WHEN "{column}" = '' THEN '' ELSE "{column}" || '~' || n END"""
    return f'"{column}"'


def _is_text(kind: str) -> bool:
    return kind.startswith(("VARCHAR", "TEXT"))
