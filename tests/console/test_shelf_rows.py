"""Reading the rows of shelves."""

import pytest

from emulator.console import shelf_rows
from emulator.store.database import Database
from emulator.store.migration import migrate
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors import every_vendor


@pytest.mark.sqlite
def test_a_list_reads_the_columns_that_it_needs_and_no_others() -> None:
    database = Database(None)
    migrate(database)
    work, spared = UnitOfWork(database, "one"), 0
    for shelf in [shelf for vendor in every_vendor() for shelf in vendor.shelves]:
        needed = {*shelf.keys, *shelf.columns}
        for name in needed & shelf.links.keys():
            needed |= set(shelf.links[name].by.values())
        for text in ("", "ann") if shelf.search else ("",):
            assert shelf_rows.rows(work, shelf, {}, 0, 1, text) == []
            assert {name for name, *_ in database.cursor.description} == needed
        assert shelf_rows.newest_row(work, shelf, {}) is None
        spared += len(database.cursor.description) - len(needed)
    database.close()
    assert spared > 100
