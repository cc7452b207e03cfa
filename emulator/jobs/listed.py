"""Reading the jobs of a sandbox: the newest ones, and one by its number."""

from sqlalchemy import Integer, bindparam, select

from emulator.jobs.job import Job
from emulator.store.rows import Row, Statement
from emulator.store.unit_of_work import UnitOfWork

_MOST = bindparam("most", type_=Integer)
_LATEST = Statement(select(*Job.__table__.c).order_by(Job.number.desc()).limit(_MOST))
_UNDER_WAY = Statement(select(*Job.__table__.c).where(Job.due.is_not(None)).order_by(Job.number.desc()).limit(_MOST))
_BY_NUMBER = Statement(select(*Job.__table__.c).where(Job.number == bindparam("wanted", type_=Integer)))


def latest_jobs(work: UnitOfWork, most: int, *, under_way: bool) -> list[Row]:
    """The newest jobs, oldest first; if `under_way`, only those that have not ended."""
    return work.all(_UNDER_WAY if under_way else _LATEST, most=most)[::-1]


def find_job(work: UnitOfWork, number: int) -> Row | None:
    """The job with this number, None if there is none or if it was replaced by a newer one."""
    return work.one(_BY_NUMBER, wanted=number)
