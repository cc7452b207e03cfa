"""The jobs that one `advance` runs, apart from those that other callers start meanwhile."""

from collections.abc import Collection
from dataclasses import field
from datetime import datetime

from sqlalchemy import Integer, Select, bindparam, not_, select

from emulator.jobs.job import Job
from emulator.jobs.move import Move
from emulator.light.records import dataclass
from emulator.store.listed import among, listed
from emulator.store.rows import Row, Statement
from emulator.store.unit_of_work import UnitOfWork


def due_jobs() -> Select[tuple[object, ...]]:
    """A SELECT of the jobs that are due at `now`, without those of the numbers in `but`, in the order in which they move."""
    return (
        select(*Job.__table__.c)
        .where(Job.due <= bindparam("now"), not_(among(Job.number, "but")))
        .order_by(Job.due, Job.number)
    )


_OLD = Statement(due_jobs().where(Job.number <= bindparam("up_to", type_=Integer)).limit(1))
_NEW = Statement(due_jobs().where(among(Job.number, "own")).limit(1))


@dataclass(slots=True)
class OwnJobs:
    """Jobs with numbers up to `up_to`, and those that they started and that have not ended (`started`).

    Finding the next one takes the same time however many jobs others start; they may start them faster than these are moved.
    """

    up_to: int
    started: set[int] = field(default_factory=set)

    def next_due(self, work: UnitOfWork, now: datetime, skipped: Collection[int]) -> Row | None:
        """The first one that is due."""
        but = listed(skipped)
        old = work.one(_OLD, now=now, up_to=self.up_to, but=but)
        new = work.one(_NEW, now=now, own=listed(self.started), but=but) if self.started else None
        return min((job for job in (old, new) if job), key=lambda job: (job["due"], job["number"]), default=None)

    def moved(self, job: Row, move: Move) -> None:
        """Note the jobs that a move has started, and whether the moved job has ended."""
        self.started.update(move.started)
        if move.ended:
            self.started.discard(job["number"])
