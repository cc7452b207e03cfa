"""Reading ahead what many rows need: one statement, and the same answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import bindparam, func, select

from emulator.mails.outbox import Email
from emulator.store.database import Database
from emulator.store.migration import migrate
from emulator.store.statement import Statement
from emulator.store.unit_of_work import UnitOfWork
from tests.store.test_unit_of_work import message

OF_SUBJECT = Statement(
    select(*Email.__table__.c)
    .where(Email.subject == bindparam("subject"), Email.vendor == bindparam("vendor"))
    .order_by(Email.number.desc())
)
COUNT = Statement(select(func.count()).select_from(Email).where(Email.subject == bindparam("subject")))
FIRST = Statement(select(Email.number).where(Email.subject == bindparam("subject")).order_by(Email.number).limit(1))


@pytest.fixture
def work(tmp_path: Path) -> Iterator[UnitOfWork]:
    database = Database(tmp_path / "test.db")
    migrate(database)
    with UnitOfWork(database, "two") as other:
        other.insert(Email, {**message(9), "subject": "a"})
    with UnitOfWork(database, "one") as first:
        for number in range(1, 5):
            first.insert(Email, {**message(number), "subject": "a" if number % 2 else "b"})
    with UnitOfWork(database, "one") as work:
        yield work
    database.close()


@contextmanager
def statements(work: UnitOfWork) -> Iterator[list[str]]:
    seen: list[str] = []
    work.database.connection.set_trace_callback(seen.append)
    yield seen
    work.database.connection.set_trace_callback(None)


def test_rows_come_in_their_order_without_a_statement_of_their_own(work: UnitOfWork) -> None:
    keys = [{"subject": subject, "vendor": "v"} for subject in "abc"]
    alone = [work.all(OF_SUBJECT, **key) for key in keys]
    assert [[row["number"] for row in rows] for rows in alone] == [[3, 1], [4, 2], []]
    with statements(work) as seen:
        work.read_ahead(OF_SUBJECT, [*keys, *keys])
        assert [work.all(OF_SUBJECT, **key) for key in keys] == alone
        assert [work.one(OF_SUBJECT, **key) for key in keys] == [rows[0] if rows else None for rows in alone]
    assert len(seen) == 1


def test_get_a_count_and_a_first_row_are_read_ahead_as_well(work: UnitOfWork) -> None:
    alone = [work.get(Email, number=number) for number in (1, 9)]
    subjects = [{"subject": subject} for subject in "abc"]
    with statements(work) as seen:
        work.read_ahead(Email, [{"number": 1}, {"number": 9}])
        work.read_ahead(COUNT, subjects)
        work.read_ahead(FIRST, subjects)
        work.read_ahead(FIRST, subjects)
        assert [work.get(Email, number=number) for number in (1, 9)] == alone
        assert [work.value(COUNT, **key) for key in subjects] == [2, 2, 0]
        assert [work.value(FIRST, **key) for key in subjects] == [1, 2, None]
        assert work.one(FIRST, subject="c") is None
    assert len(seen) == 3


def test_what_is_written_is_seen_and_what_is_done_to_a_row_is_not(work: UnitOfWork) -> None:
    work.read_ahead(Email, [{"number": 1}])
    first = work.get(Email, number=1)
    assert first is not None
    first["subject"] = "changed"
    assert work.get(Email, number=1) != first
    work.update(Email, {"number": 1}, {"subject": "written"})
    found = work.get(Email, number=1)
    assert found is not None
    assert found["subject"] == "written"


def test_what_was_read_ahead_is_forgotten_at_the_end(work: UnitOfWork) -> None:
    with work:
        work.read_ahead(COUNT, [{"subject": "a"}])
    with work.another() as other:
        other.insert(Email, {**message(11), "subject": "a"})
    assert work.value(COUNT, subject="a") == 3


def test_nothing_is_read_for_no_keys(work: UnitOfWork) -> None:
    with statements(work) as seen:
        work.read_ahead(COUNT, [])
    assert seen == []


def test_what_is_remembered_is_read_once_until_something_is_written(work: UnitOfWork) -> None:
    alone = work.all(OF_SUBJECT, subject="a", vendor="v")
    work.remember()
    with statements(work) as seen:
        assert [work.all(OF_SUBJECT, subject="a", vendor="v") for _ in range(2)] == [alone, alone]
        assert [work.one(OF_SUBJECT, subject="a", vendor="v") for _ in range(2)] == [alone[0], alone[0]]
        assert [work.get(Email, number=9) for _ in range(2)] == [None, None]
    assert len(seen) == 2
    work.update(Email, {"number": 1}, {"subject": "written"})
    assert work.all(OF_SUBJECT, subject="a", vendor="v") != alone
