"""The outbox: messages that the vendor would have sent. They are kept in the sandbox and never leave it."""

from datetime import datetime
from functools import partial

from sqlalchemy import String, Text, false, select

from emulator.sandbox.sandbox import Sandbox
from emulator.store.rows import Row, Statement, Table
from emulator.store.tables import Column, column
from emulator.store.unit_of_work import UnitOfWork


class Email(Table):
    """An e-mail that was recorded and not sent; `html` says what its body is."""

    __tablename__ = "message"

    number: Column[int] = column(primary_key=True)
    vendor: Column[str] = column(String(32))
    at: Column[datetime]
    recipient: Column[str] = column(String(320))
    subject: Column[str] = column(String(998))
    body: Column[str] = column(Text)
    html: Column[bool] = column(server_default=false())


_ALL = Statement(select(*Email.__table__.c).order_by(Email.number))


def post_message(
    sandbox: Sandbox, work: UnitOfWork, vendor: str, recipient: str, subject: str, body: str, *, html: bool = False
) -> None:
    """Put a message into the outbox."""
    number = sandbox.ids.number("message")
    work.after_commit(partial(sandbox.happenings.tell, "mail", number=number, recipient=recipient, subject=subject))
    work.insert(
        Email,
        {
            "number": number,
            "vendor": vendor,
            "at": sandbox.clock.now(),
            "recipient": recipient,
            "subject": subject,
            "body": body,
            "html": html,
        },
    )


def messages(work: UnitOfWork) -> list[Row]:
    """Every message of the sandbox, oldest first."""
    return work.all(_ALL)


def message(work: UnitOfWork, number: int) -> Row | None:
    """The message with that number, or None."""
    return work.get(Email, number=number)
