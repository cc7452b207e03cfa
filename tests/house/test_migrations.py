"""The migrations make exactly the tables in code, and so does the file by which a new database gets them at once."""

import importlib
import subprocess
import sys

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from emulator.store.database import Database
from emulator.store.migration import migrate, own_history, schema_of
from emulator.store.tables import METADATA
from emulator.vendors import table_modules
from tests.house.source import ROOT


def test_the_migrations_make_exactly_the_tables_in_code() -> None:
    for module in table_modules():
        importlib.import_module(module)
    database = Database(None)
    migrate(database, own_history().newest())
    engine = create_engine("sqlite://", creator=lambda: database.connection, poolclass=StaticPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, METADATA)
    database.close()
    assert not differences, f"run scripts/new-migration: {differences}"


def test_a_new_database_gets_exactly_what_all_migrations_make() -> None:
    new, migrated = Database(None), Database(None)
    migrate(new)
    migrate(migrated, own_history().newest())
    assert schema_of(new) == schema_of(migrated), "run scripts/generate"
    new.close()
    migrated.close()


def test_every_table_in_code_has_a_sandbox_in_its_primary_key() -> None:
    for module in table_modules():
        importlib.import_module(module)
    without = [name for name, table in METADATA.tables.items() if "sandbox" not in table.primary_key.columns]
    assert not without, f"whose rows are these? {without}"


def test_every_module_that_declares_tables_is_known_to_the_migrations() -> None:
    script = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)\nprint(*sys.modules)"
    run = subprocess.run(  # a process of its own: in ours, other tests have imported everything
        [sys.executable, "-c", script, *table_modules()], cwd=ROOT, capture_output=True, text=True, check=True
    )
    declaring = {path for path in (ROOT / "emulator").rglob("*.py") if "__tablename__ =" in path.read_text()}
    named = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in declaring}
    assert not named - set(run.stdout.split()), "add to emulator.vendors.table_modules, or import it there"


def test_migrations_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "migrations/versions").glob("[0-9]*.py"))
    assert numbers == list(range(1, len(numbers) + 1))
