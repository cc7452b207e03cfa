"""Response bodies: messages that the vendors would have sent."""

from datetime import datetime

from emulator.control.answers.answer import Answer


class Relay(Answer):
    """The state of passing a message on: `Waiting`, `Relayed` or `GivenUp`, and why the last try failed."""

    state: str
    tries: int
    reason: str | None


class Message(Answer):
    """An e-mail as the vendor would have sent it; `html` says what its body is, `relay` is null if it was not to be passed on."""

    number: int
    vendor: str
    at: datetime
    recipient: str
    subject: str
    body: str
    html: bool
    relay: Relay | None


class ReadMessage(Message):
    """A message with its text without markup, and the addresses that a reader can follow."""

    text: str
    links: list[str]


class Outbox(Answer):
    """The newest messages, oldest first."""

    messages: list[Message]
