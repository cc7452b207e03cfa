"""The jobs that one `advance` runs, whatever others start meanwhile."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from sqlalchemy import Integer, Select, bindparam, not_, select

from emulator.jobs.job import Job
from emulator.store.listed import among, listed
from emulator.store.rows import Row, Statement
from emulator.store.unit_of_work import UnitOfWork

PAGE = 50  # jobs looked at in one go


def due_jobs() -> Select[tuple[object, ...]]:
    """A SELECT of the jobs that are due at `now`, without those of the numbers in `but`, in the order in which they move."""
    return (
        select(*Job.__table__.c)
        .where(Job.due <= bindparam("now"), not_(among(Job.number, "but")))
        .order_by(Job.due, Job.number)
    )


_OLD = Statement(due_jobs().where(Job.number <= bindparam("up_to", type_=Integer)).limit(1))
_NEW = Statement(
    due_jobs()
    .where(Job.number > bindparam("up_to", type_=Integer))
    .limit(bindparam("most", type_=Integer))
    .offset(bindparam("first", type_=Integer))
)


@dataclass(slots=True)
class OwnJobs:
    """Those with numbers up to `up_to`, and those that they `started`, by number."""

    up_to: int
    started: set[int] = field(default_factory=set)

    def next_due(self, work: UnitOfWork, now: datetime, skipped: Collection[int]) -> Row | None:
        """The first that is due. New jobs of others are read only if there are own new ones too."""
        but = listed(skipped)
        old = work.one(_OLD, now=now, up_to=self.up_to, but=but)
        new = self._next_new(work, now, but) if self.started else None
        return min((job for job in (old, new) if job), key=lambda job: (job["due"], job["number"]), default=None)

    def _next_new(self, work: UnitOfWork, now: datetime, but: str) -> Row | None:
        for first in count(step=PAGE):
            page = work.all(_NEW, now=now, first=first, most=PAGE, up_to=self.up_to, but=but)
            found = next((job for job in page if job["number"] in self.started), None)
            if found is not None or len(page) < PAGE:
                return found
        return None
