"""A step that a job made, and the result of its work before that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from emulator.jobs.job import Commit


@dataclass(frozen=True, slots=True)
class Move:
    """A job that came into a new state, its last if it has `ended`; `started` are the numbers of the jobs that this started."""

    at: datetime
    job: str
    state: str
    reason: str | None = None
    started: range = range(0)
    ended: bool = False


@dataclass(frozen=True, slots=True)
class MoveOutcome:
    """The result of a job's work: its next state, the reason if that is a failure, and the delay if it is tried again.

    `noted` is added to the job's detail.
    """

    state: str
    reason: str | None
    commit: Commit | None = None
    delay: timedelta | None = None
    noted: Mapping[str, Any] = field(default_factory=dict)
