"""A database gets its tables by migrations or, if it is new, from the file that they make; all at once or not at all."""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from emulator.store.database import Database
from emulator.store.migration import (
    MigrationError,
    NewerDatabaseError,
    migrate,
    migrations_folder,
    own_history,
    schema_of,
)

MOVED = {("scormcloud_dispatch", '"post_back"'), ("scormcloud_registration", '"post_back"')}
"""Columns that are rows of another table now."""


def test_a_fresh_database_gets_every_table_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "test.db")
    migrate(database)
    assert {"job", "message", "sandbox_state", "course_package"} <= set(database.tables())
    migrate(database)
    assert not database.connection.in_transaction
    database.close()


def test_a_database_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    database = Database(tmp_path / "test.db")
    migrate(database)
    database.cursor.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerDatabaseError, match="newer"):
        migrate(database)
    assert database.cursor.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)
    assert not database.connection.in_transaction
    database.close()


@pytest.mark.parametrize(
    "revision", [path.name[:4] for path in sorted((migrations_folder() / "versions").glob("0*.py"))]
)
def test_what_an_earlier_version_stored_is_kept(revision: str, tmp_path: Path) -> None:
    database = Database(tmp_path / "test.db")
    migrate(database, revision)
    tables = [name for name in database.tables() if name != "alembic_version"]
    stored = {name: one_row(database, name) for name in tables}
    database.connection.commit()
    migrate(database)
    for name, whole in stored.items():
        row = {column: value for column, value in whole.items() if (name, column) not in MOVED}
        found = database.cursor.execute(f'SELECT {", ".join(row)} FROM "{name}"').fetchall()
        assert found == [tuple(row.values())], name
    database.close()


@pytest.mark.parametrize("level", ["registration", "dispatch"])
def test_a_postback_of_an_earlier_version_is_settings_now(level: str, tmp_path: Path) -> None:
    database = Database(tmp_path / "test.db")
    migrate(database, "0004")
    for name, post_back in (
        ("a", {"url": "http://x/", "auth_type": "FORM", "user_name": "jo", "results_format": "UNDEFINED"}),
        ("b", {"auth_type": "FORM"}),
        ("c", None),
    ):
        row = {**one_row_of(database, f"scormcloud_{level}"), '"id"': name}
        insert(database, f"scormcloud_{level}", {**row, '"post_back"': post_back and orjson.dumps(post_back).decode()})
    database.connection.commit()
    migrate(database)
    found = database.cursor.execute("SELECT level, subject_id, number, setting_id, value FROM scormcloud_setting")
    assert sorted(found.fetchall()) == [
        (level, "a", -1, "ApiRollupRegistrationAuthType", "form"),
        (level, "a", -1, "ApiRollupRegistrationAuthUser", "jo"),
        (level, "a", -1, "ApiRollupRegistrationPostBackUrl", "http://x/"),
    ]
    database.close()


def one_row(database: Database, table: str) -> dict[str, int | float | str]:
    """Insert a row with something in every column."""
    row = one_row_of(database, table)
    insert(database, table, row)
    return row


def one_row_of(database: Database, table: str) -> dict[str, int | float | str]:
    """Something for every column of a table."""
    columns = database.cursor.execute(f'PRAGMA table_info("{table}")').fetchall()
    return {f'"{name}"': _value(kind) for _, name, kind, *_ in columns}


def insert(database: Database, table: str, row: Mapping[str, Any]) -> None:
    """Insert a row."""
    marks = ", ".join("?" * len(row))
    database.cursor.execute(f'INSERT INTO "{table}" ({", ".join(row)}) VALUES ({marks})', list(row.values()))


def _value(kind: str) -> int | float | str:
    if kind == "FLOAT":
        return 1.5
    return 1 if "INT" in kind or kind == "BOOLEAN" else "text"


def test_a_file_of_tables_that_cannot_be_run_leaves_a_new_database_empty(tmp_path: Path) -> None:
    (tmp_path / "newest.sql").write_text("CREATE TABLE a (id);\nCREATE TABLE a (id);\n")
    database = Database(None)
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        migrate(database, history=replace(own_history(), schema=tmp_path / "newest.sql"))
    assert database.cursor.execute("SELECT name FROM sqlite_master").fetchall() == []
    migrate(database)
    database.close()


def test_a_migration_that_the_file_of_tables_lacks_runs_after_it(tmp_path: Path) -> None:
    older, database = Database(None), Database(None)
    migrate(older, "0014")
    (tmp_path / "newest.sql").write_text(schema_of(older))
    migrate(database, history=replace(own_history(), schema=tmp_path / "newest.sql"))
    assert database.has_table("kept_file")
    older.close()
    database.close()


def test_migrations_that_fail_half_way_leave_the_tables_as_they_were(tmp_path: Path) -> None:
    database = Database(tmp_path / "emulator.db")
    in_the_way = "litmos_achievement"  # comes with the second migration
    database.cursor.execute(f"CREATE TABLE {in_the_way} (id)")
    with pytest.raises(MigrationError, match=f"{in_the_way} already exists"):
        migrate(database)
    assert database.cursor.execute("SELECT name FROM sqlite_master").fetchall() == [(in_the_way,)]
    database.cursor.execute(f"DROP TABLE {in_the_way}")
    migrate(database)
    database.close()
