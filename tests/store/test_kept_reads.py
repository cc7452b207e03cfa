"""What is kept of reads is what the database has: also after a write that was undone, and after a COMMIT that failed."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, func, select, update

from emulator.mails.outbox import Email
from emulator.sandbox.owners import SandboxCredential
from emulator.sandbox.sandbox import SandboxState
from emulator.store.database import Database
from emulator.store.failing import StorageError
from emulator.store.migration import migrate
from emulator.store.statement import LONGEST_KEY, Statement, scoped
from emulator.store.unit_of_work import UnitOfWork
from tests.store.test_reading_ahead import statements
from tests.store.test_unit_of_work import AT, message

LATER = AT + timedelta(days=1)
UNNAMED = Statement(
    update(SandboxCredential.__table__).values(created=AT).where(SandboxCredential.created == bindparam("old"))
)
BODY = Statement(select(Email.body).where(Email.number == bindparam("number")))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "test.db")
    migrate(database)
    with UnitOfWork(database, "one") as work:
        work.insert(Email, message(1))
    yield database
    database.close()


def key(name: str, at: datetime = AT) -> dict[str, Any]:
    return {"vendor": "v", "key": name, "created": at}


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


def test_writes_to_another_table_leave_what_is_kept(database: Database) -> None:
    assert kept(database) == ["ä"]
    with statements(UnitOfWork(database, "one")) as seen:
        with UnitOfWork(database, "one") as work:
            work.insert(SandboxCredential, key("1"))
            work.insert_all(SandboxCredential, [key("2"), key("3")])
            work.update(SandboxCredential, {"key": "2"}, {"created": LATER})
            work.update_all(SandboxCredential, ("vendor", "key"), [key("3", LATER), key("none", LATER)])
            assert work.run(UNNAMED, old=LATER) == 2
            assert work.delete(SandboxCredential, vendor="v") == 3
        seen.clear()
        assert kept(database) == ["ä"]
    assert not seen


def test_a_write_that_no_unit_of_work_tells_of_is_seen_among_others(database: Database) -> None:
    assert kept(database) == ["ä"]
    with UnitOfWork(database, "one") as work:
        work.insert(SandboxCredential, key("1"))
        database.connection.execute("UPDATE message SET body = 'raw'")
        work.update_all(SandboxCredential, ("vendor", "key"), [key("1", LATER), key("none", LATER)])
    assert kept(database) == ["raw"]


@pytest.mark.parametrize("way", ["insert", "insert_all", "update", "update_all", "run", "delete", "rows"])
def test_every_way_to_write_to_its_table_is_seen(database: Database, way: str) -> None:
    everything = Statement[Any](select(Email.number, Email.body))

    def listed() -> dict[int, str]:
        return {row["number"]: row["body"] for row in UnitOfWork(database, "one").kept(everything)}

    assert listed() == {1: "ä"}
    with UnitOfWork(database, "one") as work:
        if way == "insert":
            work.insert(Email, message(2))
        elif way == "insert_all":
            work.insert_all(Email, [message(2), message(3)])
        elif way == "update":
            work.update(Email, {"number": 1}, {"body": "new"})
        elif way == "update_all":
            work.update_all(Email, ("number",), [{"number": 1, "body": "new"}])
        elif way == "run":
            work.run(Statement(update(Email.__table__).values(body="new")))
        elif way == "delete":
            work.delete(Email, number=1)
        else:
            work.remove_rows("message", ["sandbox", "number"], [("one", 1)])
    assert listed() == {row["number"]: row["body"] for row in UnitOfWork(database, "one").all(everything)} != {1: "ä"}


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


def test_every_table_of_a_statement_is_named_also_of_a_join_a_subquery_and_an_alias() -> None:
    other = SandboxCredential.__table__.alias("other")
    inner = select(Email.number).where(scoped(Email.__table__)).scalar_subquery()
    joined = select(SandboxState.generation).join(other, other.c.sandbox == SandboxState.sandbox)
    assert Statement(joined.where(other.c.vendor == inner)).tables == {"sandbox_state", "sandbox_credential", "message"}


COUNT = Statement[Any](select(func.count()).select_from(Email.__table__).where(Email.subject == bindparam("subject")))


def test_a_count_is_kept_until_its_table_is_written_to_and_one_that_was_read_ahead_is_used(database: Database) -> None:
    work = UnitOfWork(database, "one")
    subject = message(1)["subject"]
    with statements(work) as seen:
        assert [work.kept_value(COUNT, subject=subject) for _ in "123"] == [1, 1, 1]
        assert len(seen) == 1
        with UnitOfWork(database, "one") as other:
            other.insert(Email, message(2))
            assert other.kept_value(COUNT, subject=subject) == 2
        seen.clear()
        assert work.kept_value(COUNT, subject=subject) == 2
        work.read_ahead(COUNT, [{"subject": subject}, {"subject": "none"}])
        seen.clear()
        assert [work.kept_value(COUNT, subject=each) for each in (subject, "none")] == [2, 0]
        assert not seen


def test_the_order_in_which_values_are_given_does_not_matter_but_which_is_which_does(database: Database) -> None:
    both = Email.__table__.c
    wanted = select(both.number).where(both.subject == bindparam("subject"), both.body == bindparam("body"))
    statement, work = Statement[Any](wanted), UnitOfWork(database, "one")
    subject, body = message(1)["subject"], message(1)["body"]
    with statements(work) as seen:
        assert work.kept_value(statement, subject=subject, body=body) == 1
        assert work.kept_value(statement, body=body, subject=subject) == 1
        assert len(seen) == 1
        assert work.kept_value(statement, body=subject, subject=body) is None


def test_counts_that_are_read_ahead_are_kept_if_that_is_asked_for(database: Database) -> None:
    keys = [{"subject": message(1)["subject"]}, {"subject": "none"}]

    def counts(work: UnitOfWork) -> list[int]:
        work.read_ahead(COUNT, keys, keep=True)
        return [work.value(COUNT, **each) for each in keys]

    with statements(UnitOfWork(database, "one")) as seen:
        assert [counts(UnitOfWork(database, "one")) for _ in "123"] == [[1, 0]] * 3
        assert len(seen) == 1
        with UnitOfWork(database, "one") as work:
            work.insert(Email, message(2))
        assert counts(UnitOfWork(database, "one")) == [2, 0]
        assert counts(UnitOfWork(database, "two")) == [0, 0]


def test_a_count_that_is_rolled_back_is_not_kept(database: Database) -> None:
    with UnitOfWork(database, "one") as work:
        work.insert(Email, message(2))
        assert work.kept_value(COUNT, subject=message(1)["subject"]) == 2
        work.rollback()
    assert UnitOfWork(database, "one").kept_value(COUNT, subject=message(1)["subject"]) == 1


def test_nothing_is_kept_for_a_long_text(database: Database) -> None:
    work = UnitOfWork(database, "one")
    with statements(work) as seen:
        assert [work.kept_value(COUNT, subject="x" * (LONGEST_KEY + 1)) for _ in "123"] == [0, 0, 0]
    assert len(seen) == 3
