"""Response bodies: deliveries and their tries."""

from datetime import datetime

from emulator.control.answers.answer import Answer


class Try(Answer):
    """A try of a delivery: the status that came back, or what went wrong instead."""

    at: datetime
    status: int | None
    error: str | None


class Delivery(Answer):
    """A request that was posted to a client's URL."""

    number: int
    vendor: str
    about: str
    created: datetime
    state: str
    url: str
    headers: dict[str, str]
    body: str
    tries: list[Try]


class Deliveries(Answer):
    """The newest deliveries, oldest first."""

    deliveries: list[Delivery]
