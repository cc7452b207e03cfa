"""What is kept of reads is what the database has: also after a write that was undone, and after a COMMIT that failed."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import bindparam, select

from emulator.mails.outbox import Email
from emulator.store.database import Database
from emulator.store.failing import StorageError
from emulator.store.migration import migrate
from emulator.store.statement import Statement
from emulator.store.unit_of_work import UnitOfWork
from tests.store.test_reading_ahead import statements
from tests.store.test_unit_of_work import message

BODY = Statement(select(Email.body).where(Email.number == bindparam("number")))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "test.db")
    migrate(database)
    with UnitOfWork(database, "one") as work:
        work.insert(Email, message(1))
    yield database
    database.close()


def kept(database: Database, sandbox: str = "one") -> list[str]:
    return [row["body"] for row in UnitOfWork(database, sandbox).kept(BODY, number=1)]


def write(database: Database, body: str) -> None:
    with UnitOfWork(database, "one") as work:
        work.update(Email, {"number": 1}, {"body": body})


def test_it_is_read_once_until_something_is_written(database: Database) -> None:
    with statements(UnitOfWork(database, "one")) as seen:
        assert [kept(database) for _ in range(3)] == [["ä"]] * 3
        assert ([kept(database, "two") for _ in "12"], len(seen)) == ([[], []], 3), (
            "nothing is kept of what finds nothing"
        )
        write(database, "new")
        seen.clear()
        assert [kept(database) for _ in range(3)] == [["new"]] * 3
        assert len(seen) == 1


def test_what_a_caller_does_to_a_row_is_its_own(database: Database) -> None:
    UnitOfWork(database, "one").kept(BODY, number=1)[0]["body"] = "changed"
    assert kept(database) == ["ä"]


def test_what_was_read_of_a_write_that_is_undone_is_forgotten(database: Database) -> None:
    with suppress(LookupError), UnitOfWork(database, "one") as work:
        work.update(Email, {"number": 1}, {"body": "undone"})
        assert kept(database) == ["undone"]
        raise LookupError
    assert kept(database) == ["ä"]


def test_what_was_read_before_a_commit_that_fails_is_forgotten(database: Database) -> None:
    async def run() -> None:
        write(database, "lost")
        assert kept(database) == ["lost"]
        database.connection.set_authorizer(
            lambda action, what, *_: (
                sqlite3.SQLITE_DENY if (action, what) == (sqlite3.SQLITE_TRANSACTION, "COMMIT") else sqlite3.SQLITE_OK
            )
        )
        with pytest.raises(StorageError):
            await database.durable()
        database.connection.set_authorizer(None)

    asyncio.run(run())
    assert kept(database) == ["ä"]
