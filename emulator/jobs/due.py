"""What is due next in a sandbox: jobs, deliveries, and expiries."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from heapq import merge
from itertools import islice
from operator import attrgetter
from typing import Literal

from sqlalchemy import Integer, bindparam, select

from emulator.jobs.delivery import Delivery, is_delivery
from emulator.jobs.job import Job, JobKind
from emulator.light.records import dataclass
from emulator.sandbox.expiry import Expiry
from emulator.store.rows import Row, Statement
from emulator.store.unit_of_work import UnitOfWork

_JOBS = Statement(
    select(*Job.__table__.c)
    .where(Job.due.is_not(None))
    .order_by(Job.due, Job.number)
    .limit(bindparam("most", type_=Integer))
)


@dataclass(frozen=True, slots=True)
class Due:
    """Something due at a moment: `what` is its kind, `about` its subject. `id` and `state` are those of a job, `number` that of a
    delivery."""

    at: datetime
    kind: Literal["job", "delivery", "expiry"]
    what: str
    vendor: str | None
    about: str
    id: str | None = None
    state: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Kinds:
    """Finds a job's kind by its name, and lists the kinds of expiries with their vendors."""

    of_job: Callable[[str], JobKind]
    expiries: tuple[tuple[str | None, Expiry], ...]


def what_is_due(work: UnitOfWork, kinds: Kinds, now: datetime, most: int) -> list[Due]:
    """The next due things in order of time. Overdue jobs are included, expired things are not."""
    streams: Iterable[Iterable[Due]] = (
        _jobs(work, kinds, most),
        *(_expiries(work, vendor, each, now, most) for vendor, each in kinds.expiries),
    )
    return list(islice(merge(*streams, key=attrgetter("at")), most))


def _jobs(work: UnitOfWork, kinds: Kinds, most: int) -> Iterator[Due]:
    for row in work.all(_JOBS, most=most):
        is_one = is_delivery(kinds.of_job(row["kind"]))
        delivery = work.get(Delivery, number=int(row["subject"])) if is_one else None
        yield _delivery(row, delivery) if delivery else _job(row)


def _job(row: Row) -> Due:
    vendor = row["kind"].partition(".")[0]
    return Due(row["due"], "job", row["kind"], vendor, row["subject"], row["id"], row["state"])


def _delivery(row: Row, delivery: Row) -> Due:
    about = delivery["about"]
    return Due(
        row["due"], "delivery", row["kind"], delivery["vendor"], about, row["id"], row["state"], delivery["number"]
    )


def _expiries(work: UnitOfWork, vendor: str | None, each: Expiry, now: datetime, most: int) -> Iterator[Due]:
    for row in each.to_come(work, now, most):
        yield Due(row["at"], "expiry", each.what, vendor, str(row["about"]))
