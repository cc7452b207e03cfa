"""Response bodies: messages that the vendors would have sent."""

from datetime import datetime

from emulator.control.answers.answer import Answer


class Message(Answer):
    """An e-mail that was recorded and not sent."""

    number: int
    vendor: str
    at: datetime
    recipient: str
    subject: str
    body: str


class Outbox(Answer):
    """Every message, oldest first."""

    messages: list[Message]
