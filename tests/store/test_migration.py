"""Tables come to be by migrations alone, all at once or not at all."""

from pathlib import Path

import pytest

from emulator.store.database import Database
from emulator.store.migration import NewerDatabaseError, migrate


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
