"""The outbox: messages that the vendor would have sent. They are kept in the sandbox and never leave it."""

from datetime import datetime

from sqlalchemy import Integer, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from emulator.sandbox.sandbox import Sandbox
from emulator.store.statement import Row, Statement
from emulator.store.tables import Base, InSandbox
from emulator.store.unit_of_work import UnitOfWork


class Message(InSandbox, Base):
    """An e-mail that was recorded and not sent."""

    __tablename__ = "message"

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    vendor: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime]
    recipient: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str] = mapped_column(String(998))
    body: Mapped[str] = mapped_column(Text)


_ALL = Statement(select(*Message.__table__.c).order_by(Message.number))


def post_message(sandbox: Sandbox, work: UnitOfWork, vendor: str, recipient: str, subject: str, body: str) -> None:
    """Put a message into the outbox."""
    work.insert(
        Message,
        {
            "number": sandbox.ids.number("message"),
            "vendor": vendor,
            "at": sandbox.clock.now(),
            "recipient": recipient,
            "subject": subject,
            "body": body,
        },
    )


def messages(work: UnitOfWork) -> list[Row]:
    """Every message of the sandbox, oldest first."""
    return work.all(_ALL)
