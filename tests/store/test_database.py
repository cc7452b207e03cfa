"""One COMMIT for all units of work of a turn of the event loop; each is undone alone, and lasts when `durable` is through."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from emulator.mails.outbox import Email
from emulator.store.database import TURNS, Database
from emulator.store.failing import StorageError
from emulator.store.migration import migrate
from emulator.store.unit_of_work import UnitOfWork
from tests.store.test_unit_of_work import message, writing

pytestmark = pytest.mark.sqlite


def numbers_on_disk(path: Path) -> list[int]:
    """What another process would find."""
    other = sqlite3.connect(path)
    rows = other.execute("SELECT number FROM message ORDER BY number").fetchall()
    other.close()
    return [number for (number,) in rows]


def write(database: Database, *numbers: int) -> None:
    """A unit of work that fails at a number it has had."""
    with UnitOfWork(database, "one") as work:
        for number in numbers:
            work.insert(Email, message(number))


def test_units_of_one_turn_share_a_commit_and_a_failed_one_is_undone_alone(tmp_path: Path) -> None:
    database = Database(tmp_path / "test.db")
    migrate(database)

    async def turn() -> None:
        write(database, 1)
        with pytest.raises(sqlite3.IntegrityError):
            write(database, 2, 2)
        write(database, 3)
        assert writing(database)
        assert numbers_on_disk(tmp_path / "test.db") == []
        await database.durable()
        assert not writing(database)
        assert numbers_on_disk(tmp_path / "test.db") == [1, 3]
        await database.durable()

    asyncio.run(turn())
    database.close()


def test_the_units_of_the_next_turns_join_while_there_are_more_in_each(tmp_path: Path) -> None:
    database = Database(tmp_path / "test.db")
    migrate(database)

    async def call(number: int) -> None:
        for _ in range(number):  # comes as many turns later
            await asyncio.sleep(0)
        write(database, number)
        await database.durable()
        assert number in numbers_on_disk(tmp_path / "test.db")

    async def calls(*numbers: int) -> int:
        before = database.commits
        await asyncio.gather(*map(call, numbers))
        return database.commits - before

    assert asyncio.run(calls(1, 2, 3, 4)) == 1
    assert asyncio.run(calls(11, 13, 15)) == 3, "nobody is waited for"
    assert asyncio.run(calls(*range(20, 20 + 3 * TURNS))) > 1, "but not for ever"
    database.close()


def test_where_no_event_loop_runs_each_unit_commits_for_itself(tmp_path: Path) -> None:
    database = Database(tmp_path / "test.db")
    migrate(database)
    write(database, 1)
    assert numbers_on_disk(tmp_path / "test.db") == [1]
    database.close()


def test_a_commit_that_fails_fails_whoever_waits_for_it(tmp_path: Path) -> None:
    database = Database(tmp_path / "test.db")
    migrate(database)

    async def turn(number: int) -> None:
        write(database, number)
        database.cursor.execute("COMMIT")  # stands for a disk that is full: the shared COMMIT finds nothing to commit
        with pytest.raises(StorageError):
            await database.durable()

    for number in (1, 2):
        asyncio.run(turn(number))
    assert (database.lost, database.commits) == (2, 0)
    database.close()


def test_a_database_that_others_hold_is_unwritable_for_as_long_and_says_so(tmp_path: Path) -> None:
    database = Database(tmp_path / "test.db")
    migrate(database)
    database.cursor.execute("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(tmp_path / "test.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="database is locked"):
        write(database, 1)
    assert str(database.failure) == "database is locked"
    other.execute("ROLLBACK")
    other.close()
    write(database, 1)
    database.probe()
    assert (database.failure, numbers_on_disk(tmp_path / "test.db")) == (None, [1])
    database.close()


def test_a_full_database_keeps_nothing_of_the_unit_that_did_not_fit(tmp_path: Path) -> None:
    database = Database(tmp_path / "test.db")
    migrate(database)
    (pages,) = database.cursor.execute("PRAGMA page_count").fetchone()
    database.cursor.execute(f"PRAGMA max_page_count = {pages + 2}")

    def overfill() -> None:
        with UnitOfWork(database, "one") as work:
            work.insert(Email, message(1))
            work.insert(Email, {**message(2), "body": "x" * 1_000_000})

    with pytest.raises(StorageError, match="full"):
        overfill()
    assert "full" in str(database.failure)
    assert numbers_on_disk(tmp_path / "test.db") == []
    write(database, 3)
    assert "full" in str(database.failure)  # room for a small one says little
    database.probe()
    assert (database.failure, numbers_on_disk(tmp_path / "test.db")) == (None, [3])
    database.close()


def test_a_new_file_has_small_pages_and_an_older_one_keeps_its_own(tmp_path: Path) -> None:
    older = sqlite3.connect(tmp_path / "older.db", isolation_level=None)
    older.executescript("PRAGMA page_size = 4096; CREATE TABLE before (number INTEGER)")
    older.close()
    logged = []
    for name in ("new.db", "older.db"):
        database = Database(tmp_path / name)
        migrate(database)
        database.checkpoint(whole=True)
        write(database, 1)
        assert numbers_on_disk(tmp_path / name) == [1]
        logged.append(database.wal_bytes())
        database.close()
    assert logged[0] < logged[1] * 0.6


def test_a_checkpoint_brings_what_was_written_into_the_file_itself(tmp_path: Path) -> None:
    database = Database(tmp_path / "test.db")
    migrate(database)
    for number, whole in ((1, False), (2, True)):
        write(database, number)
        assert database.wal_bytes() > 0
        database.checkpoint(whole=whole)
        copy = tmp_path / f"copy-{number}.db"
        copy.write_bytes((tmp_path / "test.db").read_bytes())
        assert numbers_on_disk(copy)[-1] == number
        assert (database.wal_bytes() == 0) is whole
    database.close()
