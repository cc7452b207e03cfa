"""Any text comes back as it was written, on both stores, and is found by itself."""

import pytest

from emulator.mails.outbox import Email
from emulator.store.database import Database
from emulator.store.unit_of_work import UnitOfWork
from tests.store.test_reading_ahead import COUNT
from tests.store.test_unit_of_work import message

TEXTS = [
    "a\0b", "\0", "a\ufdd0b", "\ufdd0\ufdd2", "a\ufdd1b", "\ufdd1\ufdd2", "\ufdd1\ufdd3", "\ufdd2", "\0\ufdd0\ufdd1\0", "\uffff",
    "\U0010ffff", "\U0001f600", "\u202e", "e\u0301", "\x7f\x80", r"\u0000", "\ufeff", "%_\\",
]  # fmt: skip


def test_every_text_is_kept_and_told_apart_from_every_other(database: Database) -> None:
    rows = [{**message(number), "subject": text, "body": text} for number, text in enumerate(TEXTS)]
    with UnitOfWork(database, "one") as work:
        for row in rows:
            work.insert(Email, row)
    with UnitOfWork(database, "two") as work:
        work.insert_all(Email, rows)
    for sandbox in ("one", "two"):
        with UnitOfWork(database, sandbox) as work:
            for number, text in enumerate(TEXTS):
                found = work.get(Email, number=number)
                assert found is not None
                assert (found["subject"], found["body"]) == (text, text)
                assert work.value(COUNT, subject=text) == 1, repr(text)


def test_every_text_can_be_read_ahead(database: Database) -> None:
    with UnitOfWork(database, "one") as work:
        work.insert_all(Email, [{**message(number), "subject": text} for number, text in enumerate(TEXTS)])
    with UnitOfWork(database, "one") as work:
        work.read_ahead(COUNT, [{"subject": text} for text in TEXTS])
        assert [work.value(COUNT, subject=text) for text in TEXTS] == [1] * len(TEXTS)


def test_every_text_is_found_among_others(database: Database) -> None:
    if not database.shared:
        pytest.skip("lists are parameters on PostgreSQL alone")
    with UnitOfWork(database, "one") as work:
        work.insert_all(Email, [{**message(number), "subject": text} for number, text in enumerate(TEXTS)])
    for number, text in enumerate(TEXTS):
        found = database.cursor.execute("SELECT number FROM message WHERE subject = ANY($1)", [[text]]).fetchall()
        assert found == [(number,)], repr(text)
