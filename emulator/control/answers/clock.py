"""Response bodies: the clock, and what is due by it."""

from datetime import datetime
from typing import Literal

from emulator.control.answers.answer import Answer


class ClockState(Answer):
    """The sandbox's time, whether it stands still, and how many of its seconds pass in one of the machine's."""

    now: datetime
    held: bool
    scale: float


class JobMove(Answer):
    """A job that came into a new state on the way."""

    at: datetime
    job: str
    state: str
    reason: str | None


class Advanced(ClockState):
    """The clock after the move, and everything that fell due on the way, in order."""

    ran: list[JobMove]


class DueThing(Answer):
    """Something that is due: `what` it is called and `about` whom or what. A job (a try of a delivery, too) has an `id` and a `state`, a
    delivery a `number`. `vendor` is null for a launch of the player."""

    at: datetime
    kind: Literal["job", "delivery", "expiry"]
    what: str
    vendor: str | None
    about: str
    id: str | None
    state: str | None
    number: int | None


class DueThings(ClockState):
    """What is due next, in the order of time."""

    due: list[DueThing]


class AdvancedToNext(Advanced):
    """The clock after the move, everything that ran, and what was due then; null if nothing was."""

    reached: DueThing | None
