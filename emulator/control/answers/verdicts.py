"""Response bodies: verdicts on the journal, and what was waited for."""

from datetime import datetime

from emulator.control.answers.answer import Answer
from emulator.control.answers.deliveries import Delivery
from emulator.control.answers.outbox import Message


class ShortEntry(Answer):
    """An entry of the journal without headers and bodies."""

    number: int
    request_id: str
    at: str
    vendor: str
    operation: str | None
    credential: str | None
    method: str
    target: str
    status: int
    explanation: str | None
    milliseconds: float


class NearEntry(ShortEntry):
    """An entry that nearly fits, and what is different."""

    differences: list[str]


class Verdict(Answer):
    """Whether the journal is as expected. `found` is how many entries fit, or how many steps were met; `entries` are the newest of them.
    `reason` says why not, `nearest` which entries come nearest."""

    ok: bool
    found: int
    reason: str | None
    entries: list[ShortEntry]
    nearest: list[NearEntry]


class JobState(Answer):
    """A job; `due` is null once it has ended."""

    job: str
    kind: str
    state: str
    created: datetime
    due: datetime | None


class JobsFound(Answer):
    """Whether there were as many jobs as were waited for, and those that fit."""

    ok: bool
    found: int
    jobs: list[JobState]


class DeliveriesFound(Answer):
    """Whether there were as many deliveries as were waited for, and those that fit."""

    ok: bool
    found: int
    deliveries: list[Delivery]


class MessagesFound(Answer):
    """Whether there were as many messages as were waited for, and those that fit."""

    ok: bool
    found: int
    messages: list[Message]
