"""Tables come to be by migrations alone, all at once or not at all."""

from pathlib import Path

import pytest

from emulator.store.database import Database
from emulator.store.migration import MigrationError, NewerDatabaseError, migrate, migrations_folder


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
    for name, row in stored.items():
        found = database.cursor.execute(f'SELECT {", ".join(row)} FROM "{name}"').fetchall()
        assert found == [tuple(row.values())], name
    database.close()


def one_row(database: Database, table: str) -> dict[str, int | float | str]:
    """Insert a row with something in every column."""
    columns = database.cursor.execute(f'PRAGMA table_info("{table}")').fetchall()
    row = {f'"{name}"': _value(kind) for _, name, kind, *_ in columns}
    marks = ", ".join("?" * len(row))
    database.cursor.execute(f'INSERT INTO "{table}" ({", ".join(row)}) VALUES ({marks})', list(row.values()))
    return row


def _value(kind: str) -> int | float | str:
    if kind == "FLOAT":
        return 1.5
    return 1 if "INT" in kind or kind == "BOOLEAN" else "text"


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
