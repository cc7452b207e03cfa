"""A database of the store that the tests run on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from emulator.store.database import Database
from emulator.store.migration import migrate
from emulator.store.opening import open_database
from tests import postgresql


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A database with every table."""
    url = postgresql.url_of(tmp_path) if postgresql.ON_SERVER else None
    database = open_database(tmp_path / "emulator.db", "normal", url)
    migrate(database)
    yield database
    database.close()
