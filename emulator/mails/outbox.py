"""The outbox: messages that the vendors would have sent. They are kept in the sandbox."""

from datetime import datetime

from sqlalchemy import String, Text, bindparam, false, select

from emulator.store.rows import Row, Statement, Table
from emulator.store.tables import Column, column
from emulator.store.unit_of_work import UnitOfWork


class Email(Table):
    """An e-mail as the vendor would have sent it; `html` says what its body is."""

    __tablename__ = "message"

    number: Column[int] = column(primary_key=True)
    vendor: Column[str] = column(String(32))
    at: Column[datetime]
    recipient: Column[str] = column(String(320))
    subject: Column[str] = column(String(998))
    body: Column[str] = column(Text)
    html: Column[bool] = column(server_default=false())


_NEWEST = Statement(
    select(*Email.__table__.c)
    .where(Email.number > bindparam("after"))
    .order_by(Email.number.desc())
    .limit(bindparam("most"))
)


def newest(work: UnitOfWork, most: int, after: int = 0) -> list[Row]:
    """So many messages at most, with higher numbers than `after`, newest first."""
    return work.all(_NEWEST, most=most, after=after)


def message(work: UnitOfWork, number: int) -> Row | None:
    """The message with that number, or None."""
    return work.get(Email, number=number)
