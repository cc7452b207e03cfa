"""Response bodies: deliveries and their tries."""

from datetime import datetime

from emulator.control.answers.answer import Answer


class Try(Answer):
    """A try of a delivery: the status and the start of the body that came back, or what went wrong instead; and how long it took by the
    machine's time. `answer` and `milliseconds` are null for tries of versions that did not keep them."""

    at: datetime
    status: int | None
    error: str | None
    answer: str | None
    milliseconds: float | None


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
