"""A move of a job, and the result of the work before it."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime, timedelta
from typing import Any

from emulator.jobs.job import Commit
from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True)
class Move:
    """A job that entered a new state; `ended` if it is the last. `started` are the numbers of the jobs that this move started."""

    at: datetime
    job: str
    state: str
    reason: str | None = None
    started: range = range(0)
    ended: bool = False


@dataclass(frozen=True, slots=True)
class MoveOutcome:
    """The result of a job's work: the next state, the reason if it failed, and the delay if it is repeated. `noted` is added to the job's
    detail."""

    state: str
    reason: str | None
    commit: Commit | None = None
    delay: timedelta | None = None
    noted: Mapping[str, Any] = field(default_factory=dict)
