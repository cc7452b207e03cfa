"""All or nothing, and only in one's own sandbox."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from emulator.mails.outbox import Email
from emulator.store.database import Database
from emulator.store.migration import migrate
from emulator.store.statement import Statement
from emulator.store.unit_of_work import UnitOfWork

AT = datetime(2030, 1, 1, 12, 0, 0, 123456, tzinfo=UTC)


def writing(database: Database) -> bool:
    return database.connection.in_transaction


def message(number: int) -> dict[str, Any]:
    return {"number": number, "vendor": "v", "at": AT, "recipient": "r", "subject": "s", "body": "ä", "html": False}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "test.db")
    migrate(database)
    yield database
    database.close()


def test_what_a_block_wrote_is_there_after_it_and_for_its_sandbox_alone(database: Database) -> None:
    with UnitOfWork(database, "one") as work:
        work.insert(Email, message(1))
        work.insert_all(Email, [message(2), message(3)])
    with UnitOfWork(database, "one") as work:
        assert work.get(Email, number=2) == {**message(2), "sandbox": "one"}
    with UnitOfWork(database, "two") as work:
        assert work.get(Email, number=2) is None
        assert work.delete(Email, number=2) == 0
        assert work.update(Email, {"number": 2}, {"body": "x"}) == 0


def test_an_exception_undoes_every_write_of_the_block(database: Database) -> None:
    def fail() -> None:
        with UnitOfWork(database, "one") as work:
            work.insert(Email, message(1))
            work.insert(Email, message(1))

    with pytest.raises(sqlite3.IntegrityError):
        fail()
    with UnitOfWork(database, "one") as work:
        assert work.get(Email, number=1) is None


def test_a_block_that_only_reads_opens_no_transaction(database: Database) -> None:
    with UnitOfWork(database, "one") as work:
        work.get(Email, number=1)
        assert not writing(database)
        work.insert(Email, message(1))
        assert writing(database)
    assert not writing(database)


def test_updates_count_the_rows_they_touched(database: Database) -> None:
    with UnitOfWork(database, "one") as work:
        work.insert_all(Email, [message(1), message(2)])
        assert work.update(Email, {"vendor": "v"}, {"body": "new"}) == 2
        assert work.update(Email, {"number": 9}, {"body": "new"}) == 0
        assert work.update(Email, {"number": 1}, {}) == 0
        assert work.delete(Email, number=1) == 1


def test_a_value_is_the_first_column_of_the_first_row_or_none(database: Database) -> None:
    newest = Statement(select(Email.number, Email.body).order_by(Email.number.desc()))
    with UnitOfWork(database, "one") as work:
        assert work.value(newest) is None
        work.insert_all(Email, [message(1), message(2)])
        assert work.value(newest) == 2


def test_erasing_a_sandbox_leaves_the_others(database: Database) -> None:
    from emulator.sandbox.sandbox import SandboxState

    for name in ("one", "two"):
        with UnitOfWork(database, name) as work:
            work.insert(Email, message(1))
    with UnitOfWork(database, "one") as work:
        work.erase(SandboxState)
        assert work.get(Email, number=1) is None
    with UnitOfWork(database, "two") as work:
        assert work.get(Email, number=1) is not None
