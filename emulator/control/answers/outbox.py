"""Response bodies: messages that the vendors would have sent."""

from datetime import datetime

from emulator.control.answers.answer import Answer


class Message(Answer):
    """An e-mail that was recorded and not sent; `html` says what its body is."""

    number: int
    vendor: str
    at: datetime
    recipient: str
    subject: str
    body: str
    html: bool


class ReadMessage(Message):
    """A message with its text without markup, and the addresses that a reader can follow."""

    text: str
    links: list[str]


class Outbox(Answer):
    """Every message, oldest first."""

    messages: list[Message]
