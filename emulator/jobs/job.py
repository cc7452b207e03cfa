"""A job: a progression of states with due times on the sandbox's clock."""

from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from dataclasses import field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import BigInteger, Index, String, bindparam, case, delete, literal, select, type_coerce, update

from emulator.light.records import dataclass
from emulator.outgoing import chain
from emulator.sandbox.clock import EARLIEST
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.world import World
from emulator.store.listed import among, listed
from emulator.store.rows import Row, Statement, Table
from emulator.store.tables import MICROSECOND, Column, column, to_microseconds
from emulator.store.unit_of_work import UnitOfWork


class Job(Table):
    """A job that was started. `due` is when it moves to its next state; None once it has ended."""

    __tablename__ = "job"
    __table_args__ = (Index(None, "sandbox", "due", "number"),)

    id: Column[str] = column(String(300), primary_key=True)
    kind: Column[str] = column(String(64))
    subject: Column[str] = column(String(280))
    number: Column[int]
    state: Column[str] = column(String(32))
    created: Column[datetime]
    due: Column[datetime | None] = column(index=True)
    detail: Column[dict[str, Any]]


_FIRST_DUE = literal(to_microseconds(EARLIEST), BigInteger)
_MOVED = type_coerce(Job.due, BigInteger) + bindparam("microseconds", type_=BigInteger)
_MOVE_DUE_TIMES = Statement(
    update(Job).where(Job.due.is_not(None)).values(due=case((_MOVED < _FIRST_DUE, _FIRST_DUE), else_=_MOVED))
)
_BY_IDS = Statement(select(*Job.__table__.c).where(among(Job.id, "jobs")))
_DELETE = Statement(delete(Job.__table__).where(among(Job.id, "jobs")))
_UNDER_WAY = Statement(select(Job.number, Job.detail).where(Job.due.is_not(None)))

UPLOADS = "uploads"
"""The folder of uploads for jobs; the job's detail has the name as `upload`."""

Commit = Callable[[World], None]


class JobFailedError(Exception):
    """A job failed; the message is shown in the job's status. `commit` stores details of the failure, if any."""

    def __init__(self, reason: str, commit: Commit | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.commit = commit


class JobGoneError(Exception):
    """The call that a job waited for was cancelled, because the job was replaced or deleted, or has been made to fail."""


class UnknownKindError(Exception):
    """The kind of the job is unknown: its vendor is not installed, or no longer has such jobs."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"no installed vendor has jobs of the kind {kind}")


@dataclass(frozen=True, slots=True)
class Again:
    """Result of work that is not done yet: the job stays in its state, and the same work is repeated after `delay`."""

    delay: timedelta
    commit: Commit | None
    reason: str


@dataclass(frozen=True, slots=True)
class JobStep:
    """The job as its work gets it: its row, its world, and the generation of the sandbox that it belongs to.

    The work makes files in `world.new_folder()`, which no other try of it uses, and which is deleted when the try ends. They are put into
    their place by the function that commits the work: nobody but the try that moves the job changes files that a row may refer to.
    """

    job: Row
    world: World
    generation: int

    @property
    def place(self) -> str:
        """The job's folder below that of its sandbox, perhaps not there. It has what one state of the job leaves for the next, and what
        the job has created."""
        return f"jobs/{self.job['number']}"

    def path(self, name: str) -> Path:
        """Where a file in the job's folder is, or would be."""
        return self.world.files.home(self.world.sandbox.name, self.generation) / self.place / name

    @property
    def is_too_late(self) -> bool:
        """True if the sandbox was reset or deleted since: the result of the work must be discarded."""
        return self.world.sandbox.refusal is not None or self.world.sandbox.generation != self.generation

    async def unless_gone(self, call: Coroutine[Any, Any, None]) -> None:
        """Wait for a call to another server. If the job is replaced or deleted, the call is cancelled and `JobGoneError` raised."""
        if not await self.world.sandbox.waits.wait((self.generation, self.job["number"]), call):
            raise JobGoneError


def discard_files(sandbox: Sandbox, work: UnitOfWork, job: Row) -> None:
    """Discard the files of a failed job and its upload, once this is committed."""
    home = sandbox.files.home(sandbox.name, sandbox.generation)
    sandbox.files.store.discard(work, home, f"jobs/{job['number']}")
    if job["detail"].get("upload"):
        discard_upload(sandbox, work, job["detail"]["upload"])


def discard_upload(sandbox: Sandbox, work: UnitOfWork, name: str) -> None:
    """Delete the upload that `keep_upload` stored, once this is committed."""
    home = sandbox.files.home(sandbox.name, sandbox.generation)
    sandbox.files.store.discard(work, home, f"{UPLOADS}/{name}")


Work = Callable[[JobStep], Awaitable[Commit | Again | None]]
"""The slow work before a state. It may await, and may fail with `JobFailedError`. It must not change rows; it returns a function that does,
and that runs in the transaction that moves the job. It may be repeated after a crash, so it must start from scratch."""


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of job: its states in order, the work before some of them, and the effect of each move on the subject's row.

    `moved(world, subject, state, reason)` runs in the transaction of every move; None if no row of the subject shows the job's state.
    `failed` is the state of a job that cannot continue. `ended(world, subject)` runs after the job has ended or failed, to start further
    work. A `by_clock` job follows the clock in every mode; it is due at once, or after the time of `real` mode if it `waits`. A job that
    `delivers` has a delivery's number as its subject. `calls` are the states whose work only waits for another server. `can_fail` is True
    if fault rules for jobs apply (emulator/faults); deliveries have rules of their own.
    """

    name: str
    states: tuple[str, ...]
    failed: str
    moved: Callable[[World, str, str, str | None], None] | None = None
    work: Mapping[str, Work] = field(default_factory=dict)
    ended: Callable[[World, str], None] | None = None
    by_clock: bool = False
    waits: bool = False
    delivers: bool = False
    calls: frozenset[str] = frozenset()
    can_fail: bool = True

    def job_id(self, subject: str) -> str:
        """The id of the job on a subject; a subject has one job of each kind."""
        return f"{self.name}:{subject}"

    def after(self, state: str) -> str:
        """The next state."""
        return self.states[self.states.index(state) + 1]

    def due(self, sandbox: Sandbox, state: str, since: datetime) -> datetime | None:
        """When a job that entered `state` at `since` moves on; None if it has ended."""
        if state not in self.states[:-1]:
            return None
        if not self.waits and (self.by_clock or sandbox.settings.job_mode != "real"):
            return since
        return since + timedelta(seconds=sandbox.settings.job_seconds / (len(self.states) - 1))


def start_job(kind: JobKind, sandbox: Sandbox, work: UnitOfWork, subject: str, detail: dict[str, Any]) -> str:
    """Put a job into its first state, replacing an earlier job on the same subject; returns the job's id."""
    job_id = kind.job_id(subject)
    now = sandbox.clock.now()
    _forget(sandbox, work, job_id)
    work.insert(
        Job,
        {
            "id": job_id,
            "kind": kind.name,
            "subject": subject,
            "number": sandbox.ids.number("job"),
            "state": kind.states[0],
            "created": now,
            "due": kind.due(sandbox, kind.states[0], now),
            "detail": chain.noted(detail),
        },
    )
    work.after_commit(partial(tell, sandbox, kind, subject, kind.states[0]))
    return job_id


def tell(sandbox: Sandbox, kind: JobKind, subject: str, state: str, reason: str | None = None) -> None:
    """Notify listeners that a job, or the delivery that it makes, entered a state."""
    if kind.delivers:
        sandbox.happenings.tell("delivery", number=int(subject), state=state, reason=reason)
    else:
        sandbox.happenings.tell("job", job=kind.job_id(subject), kind=kind.name, state=state, reason=reason)


def begin_job(world: World, kind: JobKind, subject: str, detail: dict[str, Any]) -> None:
    """Start a job with the world's unit of work; in `instant` mode it ends before the request that started it is answered."""
    world.started_jobs.append(start_job(kind, world.sandbox, world.work, subject, detail))


def keep_upload(world: World, path: Path) -> str:
    """Move an uploaded file to the folder of uploads, if the unit of work is committed. Returns its name there."""
    name, store = str(world.ids.number("upload")), world.files.store
    store.keep(world.work, world.sandbox.folder(), f"{UPLOADS}/{name}", store.put(path))
    return name


def stop_job(kind: JobKind, sandbox: Sandbox, work: UnitOfWork, subject: str) -> None:
    """Delete the job of a deleted subject; the result of running work is discarded."""
    stop_jobs(kind, sandbox, work, [subject])


def stop_jobs(kind: JobKind, sandbox: Sandbox, work: UnitOfWork, subjects: Iterable[str]) -> None:
    """Delete the jobs of deleted subjects."""
    _forget(sandbox, work, *(kind.job_id(subject) for subject in subjects))


def _forget(sandbox: Sandbox, work: UnitOfWork, *job_ids: str) -> None:
    found = work.all(_BY_IDS, jobs=listed(job_ids))
    if found:
        work.run(_DELETE, jobs=listed(job_ids))
    for job in found:
        work.after_commit(partial(sandbox.waits.cancel, (sandbox.generation, job["number"])))
        if job["due"] is not None:  # the files of an ended job belong to what it created
            discard_files(sandbox, work, job)


def move_due_times(work: UnitOfWork, by: timedelta) -> None:
    """Move due times along when the sandbox's clock is set back (`by` is below 0), so that each job waits as long as before."""
    work.run(_MOVE_DUE_TIMES, microseconds=by // MICROSECOND)


def jobs_under_way(work: UnitOfWork) -> list[Row]:
    """The number and the detail of each job that has not ended."""
    return work.all(_UNDER_WAY)
