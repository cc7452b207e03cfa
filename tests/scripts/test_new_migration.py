"""scripts/new-migration: what it writes passes the checks as it is, and says what rows that are there already get."""

from collections.abc import Callable
from pathlib import Path

from emulator.store.database import Database
from emulator.store.migration import History, migrate
from tests.scripts.conftest import Run

COLUMN = '    city: Column[str] = column(String(64))\n\n\nclass NexportNote(Table):\n    """A note."""\n'
TABLE = '\n    __tablename__ = "nexport_note"\n\n    id: Id = column(String(36), primary_key=True)\n'
CONTACT = "    contact: Column[dict[str, Any] | None]\n"


def add_a_column_and_a_table(checkout: Path) -> None:
    tables = checkout / "emulator/vendors/nexport/tables.py"
    text = tables.read_text()
    assert text.count(CONTACT) == 1
    tables.write_text(text.replace(CONTACT, CONTACT + COLUMN + TABLE))


def test_a_new_migration_passes_the_checks_as_it_is_written(
    checkout: Path, run: Run, passes: Callable[..., None]
) -> None:
    add_a_column_and_a_table(checkout)
    before = sorted((checkout / "migrations/versions").iterdir())
    done = run("scripts.new_migration", "Users have a city.", "--old-rows", "nexport_user.city='Leeds'")
    assert done.returncode == 0, done.stderr
    (path,) = set((checkout / "migrations/versions").iterdir()) - set(before)
    assert done.stdout == f"{path}\n"
    assert path.name.endswith("_users_have_a_city.py")
    passes(("pytest", "tests/house/test_migrations.py", "-n0"))


def test_rows_that_are_there_already_get_the_value_that_was_named(checkout: Path, run: Run) -> None:
    add_a_column_and_a_table(checkout)
    database = Database(None)
    migrate(database)
    database.cursor.execute(
        "INSERT INTO nexport_user (sandbox, id, organization_id, login, login_folded, password, first_name, last_name) "
        "VALUES ('default', '1', '1', 'jo', 'jo', 'x', 'Jo', 'Baba')"
    )
    assert run("scripts.new_migration", "Cities", "--old-rows", "nexport_user.city='Leeds'").returncode == 0
    migrate(database, history=History(checkout / "migrations/versions"))
    assert database.cursor.execute("SELECT city FROM nexport_user").fetchall() == [("Leeds",)]
    database.close()


def test_a_column_that_old_rows_would_have_nothing_for_is_refused(checkout: Path, run: Run) -> None:
    add_a_column_and_a_table(checkout)
    before = sorted((checkout / "migrations/versions").iterdir())
    done = run("scripts.new_migration", "Cities")
    assert (done.returncode, done.stdout) == (1, "")
    assert '--old-rows "nexport_user.city=SQL"' in done.stderr
    done = run("scripts.new_migration", "Cities", "--old-rows", "nexport_user.town='x'")
    assert "nexport_user.city=SQL" in done.stderr
    assert sorted((checkout / "migrations/versions").iterdir()) == before


def test_nothing_is_written_when_there_is_nothing_new(run: Run) -> None:
    done = run("scripts.new_migration", "Nothing")
    assert (done.returncode, done.stderr) == (1, "the migrations make every table already\n")
