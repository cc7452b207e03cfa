"""Jobs that cannot be moved and stay as they are: unreadable rows, unknown kinds and states. Other jobs are not affected."""

import logging
from collections.abc import Callable, Collection
from datetime import datetime
from typing import TypeVar

from sqlalchemy import bindparam, select

from emulator.jobs.job import Job, UnknownKindError
from emulator.jobs.listed import find_job
from emulator.sandbox.sandbox import Sandbox
from emulator.store.rows import Statement

log = logging.getLogger("lms_emulator.jobs")

OF_THE_JOB = (UnknownKindError, LookupError, ValueError, TypeError, ArithmeticError, AttributeError)
"""Exceptions whose cause is in the job's row. All others may come from the database, so the job is tried again."""

_DUE = Statement(select(Job.number, Job.id).where(Job.due <= bindparam("now")))

Result = TypeVar("Result")


class Skipped:
    """Remembers these jobs until the process ends, and logs each once."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int], set[int]] = {}

    def of(self, sandbox: Sandbox) -> Collection[int]:
        """The numbers of a sandbox's jobs that are skipped now."""
        return self._numbers.get((sandbox.name, sandbox.generation), ())

    def skip(self, sandbox: Sandbox, number: int, job_id: str, error: Exception) -> None:
        """Leave a job alone from now on."""
        if number not in self.of(sandbox):
            self._numbers.setdefault((sandbox.name, sandbox.generation), set()).add(number)
            why = str(error) if isinstance(error, UnknownKindError) else repr(error)
            log.error("job %s of sandbox %s is skipped: %s", job_id, sandbox.name, why)

    def reading(self, sandbox: Sandbox, now: datetime, read: Callable[[], Result]) -> Result:
        """The due jobs that `read` returns. If a row cannot be read, it is skipped and the others are read again."""
        try:
            return read()
        except OF_THE_JOB:
            self._skip_unreadable(sandbox, now)
            return read()

    def _skip_unreadable(self, sandbox: Sandbox, now: datetime) -> None:
        with sandbox.reading() as work:
            for job in work.all(_DUE, now=now):
                try:
                    find_job(work, job["number"])
                except OF_THE_JOB as error:
                    self.skip(sandbox, job["number"], job["id"], error)
