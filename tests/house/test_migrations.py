"""Migrations are the only way that tables come to be, and they make exactly those in code."""

import importlib

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from emulator.store.database import Database
from emulator.store.migration import migrate
from emulator.store.tables import Base
from emulator.vendors import table_modules
from tests.house.source import ROOT


def test_the_migrations_make_exactly_the_tables_in_code() -> None:
    for module in table_modules():
        importlib.import_module(module)
    database = Database(None)
    migrate(database)
    engine = create_engine("sqlite://", creator=lambda: database.connection, poolclass=StaticPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)
    database.close()
    assert not differences, f"run scripts/new-migration: {differences}"


def test_every_table_in_code_has_a_sandbox_in_its_primary_key() -> None:
    for module in table_modules():
        importlib.import_module(module)
    without = [name for name, table in Base.metadata.tables.items() if "sandbox" not in table.primary_key.columns]
    assert not without, f"whose rows are these? {without}"


def test_every_module_that_declares_tables_is_known_to_the_migrations() -> None:
    named = {path for path in (ROOT / "emulator").rglob("*.py") if "__tablename__ =" in path.read_text()}
    known = {ROOT.joinpath(*module.split(".")).with_suffix(".py") for module in table_modules()}
    assert not named - known, f"add to emulator.vendors.table_modules: {named - known}"


def test_migrations_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "migrations/versions").glob("[0-9]*.py"))
    assert numbers == list(range(1, len(numbers) + 1))
