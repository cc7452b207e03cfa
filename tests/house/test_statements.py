"""Every query of the program, compiled and explained: none is unscoped, none names what the database lacks."""

import gc
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import emulator
from emulator.store.database import Database
from emulator.store.migration import migrate
from emulator.store.opening import open_database
from emulator.store.statement import Statement
from tests import postgresql


def statements() -> list[Statement]:
    """The statements that stand in the program's modules, all of them imported."""
    for module in pkgutil.walk_packages(emulator.__path__, "emulator."):
        if not module.name.endswith("__main__") and ".migrations" not in module.name:
            importlib.import_module(module.name)
    return [found for found in gc.get_objects() if isinstance(found, Statement)]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database with every table."""
    if postgresql.ON_SERVER:
        database = open_database(tmp_path / "emulator.db", "normal", postgresql.url_of(tmp_path))
    else:
        database = Database(None)
        migrate(database)
    yield database
    database.close()


def test_every_statement_can_be_run_on_the_tables_that_the_migrations_make(database: Database) -> None:
    found = statements()
    assert found
    for statement in found:
        compiled = statement.compiled(database.dialect)
        nothing = [None] * len(compiled.binds)
        arguments = nothing if compiled.positional else dict.fromkeys(compiled.binds)
        database.cursor.execute(f"EXPLAIN {compiled.sql}", arguments)


def test_every_statement_asks_for_one_sandbox_or_says_that_it_means_all(database: Database) -> None:
    loose = [
        compiled.sql
        for statement in statements()
        if not statement.every_sandbox and "sandbox" not in (compiled := statement.compiled(database.dialect)).binds
    ]
    assert not loose, "\n\n".join(loose)
