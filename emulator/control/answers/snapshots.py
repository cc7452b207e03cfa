"""Response bodies: snapshots, and what has changed between two."""

from datetime import datetime

from emulator.control.answers.answer import Answer


class Snapshot(Answer):
    """A snapshot: when it was made (the machine's time), the sandbox's time then, and the number of its newest journal entry."""

    name: str
    made: datetime
    at: datetime
    journal: int


class Snapshots(Answer):
    """The snapshots of the sandbox, oldest first."""

    snapshots: list[Snapshot]
