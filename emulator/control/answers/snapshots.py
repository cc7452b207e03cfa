"""Response bodies: snapshots, and what has changed between two."""

from datetime import datetime
from typing import Any, Literal

from emulator.control.answers.answer import Answer


class ChangedMember(Answer):
    """The old and the new value of a member; secrets are hidden, and long texts are cut."""

    before: Any
    after: Any


class Change(Answer):
    """What was created, changed or deleted. `vendor` is null for what belongs to none; `label` is what a person knows it by."""

    vendor: str | None
    noun: str
    change: Literal["created", "changed", "deleted"]
    id: dict[str, Any]
    label: str | None
    members: dict[str, ChangedMember]


class Changes(Answer):
    """The changes between two moments; `to` is null for now. `more` is whether there are more than were asked for."""

    snapshot: str
    to: str | None
    changes: list[Change]
    more: bool


class Snapshot(Answer):
    """A snapshot: when it was made (the machine's time), the sandbox's time then, and the number of its newest journal entry."""

    name: str
    made: datetime
    at: datetime
    journal: int


class Snapshots(Answer):
    """The snapshots of the sandbox, oldest first."""

    snapshots: list[Snapshot]
