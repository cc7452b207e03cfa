"""Searching text in a column: any case, no wildcards, any length."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from emulator.mails.outbox import Email
from emulator.store.database import Database
from emulator.store.migration import migrate
from emulator.store.search import contains, pattern_of
from emulator.store.statement import Statement
from emulator.store.unit_of_work import UnitOfWork

FIND = Statement(select(Email.subject).where(contains(Email.subject, "search")))
SUBJECTS = ("Welcome, Zoë", "100 % of a_b", "a\\b", "ÉCOLE")


@pytest.mark.parametrize(
    ("searched", "found"),
    [
        ("WELCOME", ["Welcome, Zoë"]),
        ("zoë", ["Welcome, Zoë"]),
        ("école", ["ÉCOLE"]),
        ("%", ["100 % of a_b"]),
        ("_", ["100 % of a_b"]),
        ("\\", ["a\\b"]),
        ("", list(SUBJECTS)),
        ("x" * 1_000_000, []),
        ("nothing like it", []),
    ],
)
def test_a_text_is_found_wherever_it_stands(searched: str, found: list[str]) -> None:
    database = Database(None)
    migrate(database)
    work = UnitOfWork(database, "default")
    at = datetime(2030, 1, 1, tzinfo=UTC)
    for number, subject in enumerate(SUBJECTS):
        work.insert(
            Email, {"number": number, "vendor": "v", "at": at, "recipient": "r", "subject": subject, "body": ""}
        )
    assert [row["subject"] for row in work.all(FIND, search=pattern_of(searched))] == found
    work.rollback()
    database.close()
