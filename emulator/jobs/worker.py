"""The worker: finds the jobs that are due by each sandbox's own clock, and has each moved on by one state (mover.py)."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta

from sqlalchemy import Integer, bindparam, func, select

from emulator.jobs.job import Job, JobKind, JobStep, UnknownKindError, move_due_times
from emulator.jobs.move import Move, MoveOutcome
from emulator.jobs.mover import AT_ONCE, CALLS_AT_ONCE, Key, Mover, key_of
from emulator.jobs.own_jobs import OwnJobs, due_jobs
from emulator.jobs.skipped import OF_THE_JOB, Skipped
from emulator.sandbox.clock import SetBacks, later, stopwatch, within_range
from emulator.sandbox.guard import LockedError, repeatable
from emulator.sandbox.kept import not_kept
from emulator.sandbox.sandbox import VERSION, Sandbox, SandboxGoneError, SandboxState
from emulator.sandbox.sandboxes import Sandboxes
from emulator.sandbox.world import World
from emulator.store.database import Database
from emulator.store.failing import why_unwritable
from emulator.store.listed import listed
from emulator.store.rows import Row, Statement
from emulator.store.unit_of_work import UnitOfWork

log = logging.getLogger("lms_emulator.jobs")

LONGEST_SLEEP = 30.0  # seconds; a clock that was moved wakes the worker at once
# Seconds without new work after the store or the worker itself failed; doubled each time, up to LONGEST_SLEEP.
FIRST_PAUSE = 0.5
SHARED_SLEEP = 1.0  # the same where other processes start jobs too, and may leave them undone
SHARED_PAUSE = 0.02  # between two looks for jobs, each of which asks a server
CLAIM_PAUSE = 0.05  # seconds between two looks whether another process is through with a job
STOP_SECONDS = 0.5  # how long work in progress gets to notice that it was cancelled

_WAITING = Statement(
    select(Job.sandbox, Job.kind, func.min(Job.due, type_=Job.due.type).label("due"), func.max(VERSION).label("seen"))
    .join(SandboxState, SandboxState.sandbox == Job.sandbox)
    .where(Job.due.is_not(None), not_kept(Job.sandbox))
    .group_by(Job.sandbox, Job.kind),
    every_sandbox=True,
)
_DUE_OF_KIND = Statement(due_jobs().where(Job.kind == bindparam("kind")).limit(bindparam("most", type_=Integer)))
_NEXT_OF_KIND = Statement(
    select(func.min(Job.due, type_=Job.due.type).label("due")).where(
        Job.due > bindparam("now"), Job.kind == bindparam("kind")
    )
)


class StoppingError(Exception):
    """The call cannot be completed because the process is stopping."""


class Worker:
    """Runs the jobs of every sandbox of one emulator, on the event loop.

    No loop here can spin: each turn of one waits for a move (`_move`), and a move that has ended is never waited for again,
    since it leaves `_moving` in its own last step.
    """

    def __init__(self, database: Database, sandboxes: Sandboxes, kind_of: Callable[[str], JobKind]) -> None:
        self._database = database
        self._sandboxes = sandboxes
        self.kind_of = kind_of
        self._wake = asyncio.Event()
        self._moving: dict[Key, asyncio.Task[Move | None]] = {}
        self._mover = Mover(database, kind_of)
        self._turns: dict[str, asyncio.Lock] = {}
        self._skipped = Skipped()
        self._set_backs = SetBacks()
        self._behind: dict[str, timedelta] = {}  # the sandboxes whose due times are still to be moved along
        self._pause = 0.0
        self._resume_at = 0.0

    def stop(self) -> None:
        """The process is about to end: nothing is begun, and work that fails from here on is left to the next start."""
        self._mover.is_stopping = True

    @property
    def is_stopping(self) -> bool:
        """True from the moment the process is told to stop."""
        return self._mover.is_stopping

    async def run(self) -> None:
        """Move jobs on until cancelled."""
        try:
            while True:
                if self._database.shared:
                    await asyncio.sleep(SHARED_PAUSE)
                self._wake.clear()
                pause = self._start_due_unless_paused()
                # Not asyncio.wait_for: in Python 3.11 it swallows a cancel that meets a wake-up.
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._wake.wait()
        finally:
            for task in self._moving.values():
                task.cancel()
            if self._moving:
                await asyncio.wait(list(self._moving.values()), timeout=STOP_SECONDS)

    def notify(self) -> None:
        """There may be work: a job was started, or a clock was moved."""
        self._wake.set()

    def resume(self) -> None:
        """The reason why jobs waited is over: continue at once."""
        self._pause = self._resume_at = 0.0
        self.notify()

    def waiting_kinds(self) -> set[str]:
        """The kinds of the jobs that have not ended."""
        compiled = _WAITING.compiled(self._database.dialect)
        return {compiled.row(record)["kind"] for record in self._database.cursor.execute(compiled.sql).fetchall()}

    async def finish(self, sandbox: Sandbox, job_id: str) -> None:
        """Move a job to its end now, ignoring its due times (`instant` mode), unless its kind always uses the clock."""
        while not self.is_stopping and (job := self._job(sandbox, job_id)) is not None and job["due"] is not None:
            if self.kind_of(job["kind"]).by_clock:
                self.notify()
                return
            await self._move(sandbox, job)

    async def step(self, sandbox: Sandbox, job_id: str) -> None:
        """Move a job by one state now (`step` mode); nothing when it has ended or does not exist.

        One that does its work in parts, and so stays in its state and is due again at once, does them all.
        """
        state = None
        while not self.is_stopping and (job := self._job(sandbox, job_id)) is not None and job["due"] is not None:
            if state is not None and (job["state"] != state or job["due"] > sandbox.clock.now()):
                return
            state = job["state"]
            await self._move(sandbox, job)

    async def fail(self, sandbox: Sandbox, job_id: str, reason: str) -> bool:
        """Let a job that has not ended fail now, for this reason; work in progress on it is discarded. False if it has ended or is gone."""
        number, move = None, None
        while move is None:
            job = self._job(sandbox, job_id)
            if job is None or job["due"] is None or job["number"] != (number or job["number"]):
                return False
            number, step = job["number"], JobStep(job, World(sandbox), sandbox.generation)
            kind = self.kind_of(job["kind"])
            move = await self._mover.commit(kind, step, MoveOutcome(kind.failed, reason))
        # not before: a cancelled job that is still there begins again
        sandbox.waits.cancel((step.generation, step.job["number"]))
        await self._database.durable()
        self.notify()
        return True

    async def advance(self, sandbox: Sandbox, seconds: float) -> list[Move]:
        """Move a sandbox's clock forward. Everything that becomes due runs in order, each at its own time.

        Concurrent calls take turns. Jobs that other callers start meanwhile are left to the worker, so that this call ends; jobs that its
        own jobs start are included. The clock is restored if nothing can be written or the process is stopped meanwhile.
        """
        return await self.advance_to(sandbox, lambda now: later(now, seconds))

    async def advance_to(self, sandbox: Sandbox, find: Callable[[datetime], datetime | None]) -> list[Move]:
        """The same, to the moment that `find` returns for the sandbox's time once it is this call's turn; None moves nothing.

        Raises `ClockRangeError` if no clock goes so far.
        """
        async with self.turn(sandbox):
            clock = sandbox.clock
            with clock.moving():
                moves = await self._advance(sandbox, find)
                work = await self._database.run(sandbox.name, lambda: _arrive(sandbox))
                await work.durable()
            return moves

    @asynccontextmanager
    async def turn(self, sandbox: Sandbox) -> AsyncIterator[None]:
        """Held while the sandbox's clock is being changed, by this process or another."""
        peers, claim = self._database.peers, f"clock {sandbox.name}"
        async with self._turns.setdefault(sandbox.name, asyncio.Lock()):
            while not peers.claim(claim):
                await asyncio.sleep(CLAIM_PAUSE)
            try:
                sandbox.look()
                yield
            finally:
                peers.release(claim)

    async def _advance(self, sandbox: Sandbox, find: Callable[[datetime], datetime | None]) -> list[Move]:
        clock, generation = sandbox.clock, sandbox.generation
        was_held, now = clock.held, clock.now()
        clock.hold()
        own = OwnJobs(sandbox.ids.dealt.get("job", 0))
        moves = []
        try:
            found = find(now)
            target = now if found is None else within_range(max(now, found))
            while found and sandbox.generation == generation and (job := self._next_due(sandbox, target, own)):
                clock.set(max(clock.now(), job["due"]))
                move = await self._move_unless_skipped(sandbox, job)
                if self.is_stopping:
                    raise StoppingError
                if move is not None:
                    moves.append(move)
                    own.moved(job, move)
            clock.set(target)
        finally:
            if not was_held:
                clock.release()
            self.notify()
        return moves

    def _start_due_unless_paused(self) -> float:
        """Start due jobs; returns the seconds until the next one is due. After a failure, nothing is started for a while."""
        if self.is_stopping:
            return LONGEST_SLEEP
        left = self._resume_at - stopwatch()
        if left > 0:
            return left
        try:
            return self._start_due()
        except Exception as error:  # noqa: BLE001 - the worker must outlive whatever the store has
            return self._failed("looking for jobs that are due", error)

    def _failed(self, what: str, error: Exception) -> float:
        """Wait before the next try, longer each time, and say so once; returns the seconds."""
        if not self._pause and why_unwritable(error) is None:  # the database has said what cannot be written
            log.error("jobs wait, since the emulator failed: %s", what, exc_info=error)
        if self._resume_at <= stopwatch():
            self._pause = min(max(2 * self._pause, FIRST_PAUSE), LONGEST_SLEEP)
            self._resume_at = stopwatch() + self._pause
        return self._pause

    def _start_due(self) -> float:
        """Start the work of every job that is due; returns the seconds until the next one is."""
        pause = SHARED_SLEEP if self._database.shared else LONGEST_SLEEP
        self._follow_set_back()
        compiled = _WAITING.compiled(self._database.dialect)
        for record in self._database.cursor.execute(compiled.sql).fetchall():
            row = compiled.row(record)
            sandbox = self._sandboxes.get(row["sandbox"])
            try:
                if row["seen"] != sandbox.seen:
                    sandbox.look()
            except SandboxGoneError:
                continue
            if sandbox.settings.job_mode == "step" and not self._is_known(row["kind"], lambda kind: kind.by_clock):
                continue  # moved by reads alone; in `instant` mode only what a crash interrupted is left to do
            now, following = sandbox.clock.now(), row["due"]
            if following <= now:
                self._start(sandbox, self._due(sandbox, row["kind"], now))
                following = self._next_of_kind(sandbox, row["kind"], now)
            if following is not None and not sandbox.clock.held:
                pause = min(pause, (following - now).total_seconds() / sandbox.clock.scale)
        return max(pause, 0.001)

    def _start(self, sandbox: Sandbox, jobs: list[Row]) -> None:
        """Begin to move jobs, but for those that another process moves."""
        for job in jobs:
            key = key_of(sandbox, job)
            if self._database.peers.claim(_claim(key)):
                self._task(sandbox, job, claimed=True)

    def _follow_set_back(self) -> None:
        """If the machine's clock was set back, move the due times along, so that each job waits as long as before."""
        back = self._set_backs.look()
        compiled = _WAITING.compiled(self._database.dialect)
        records = self._database.cursor.execute(compiled.sql).fetchall() if back else []
        for record in records:
            self._behind.setdefault(compiled.row(record)["sandbox"], timedelta())
        for name in list(self._behind):
            self._behind[name] += back
            with suppress(LockedError), repeatable():  # it is moved along at the next look then
                sandbox = self._sandboxes.get(name)
                if not sandbox.clock.held:
                    with sandbox.work() as work:
                        move_due_times(work, self._behind[name] * sandbox.clock.scale)
                    sandbox.rates.clear()
                del self._behind[name]

    def _due(self, sandbox: Sandbox, kind: str, now: datetime) -> list[Row]:
        """Due jobs that are not being worked on: as many as can run, and some that wait."""
        place = (sandbox.name, sandbox.generation, kind)
        in_work = [key[3] for key in self._moving if key[:3] == place]
        calls = self._is_known(kind, lambda known: bool(known.calls))
        free = (CALLS_AT_ONCE if calls else AT_ONCE) + AT_ONCE - len(in_work)
        if free <= 0:
            return []
        work = sandbox.work()
        return self._skipped.reading(
            sandbox,
            now,
            lambda: work.all(
                _DUE_OF_KIND, now=now, kind=kind, most=free, but=listed([*in_work, *self._skipped.of(sandbox)])
            ),
        )

    def _is_known(self, kind: str, is_so: Callable[[JobKind], bool]) -> bool:
        """The result of a test of a kind; False for a kind that no installed vendor has."""
        try:
            return is_so(self.kind_of(kind))
        except UnknownKindError:
            return False

    def _next_of_kind(self, sandbox: Sandbox, kind: str, now: datetime) -> datetime | None:
        due: datetime | None = sandbox.work().value(_NEXT_OF_KIND, now=now, kind=kind)
        return due

    def _next_due(self, sandbox: Sandbox, target: datetime, own: OwnJobs) -> Row | None:
        with sandbox.reading() as work:
            return self._skipped.reading(sandbox, target, lambda: own.next_due(work, target, self._skipped.of(sandbox)))

    def _job(self, sandbox: Sandbox, job_id: str) -> Row | None:
        if sandbox.refusal is not None:  # deleted, with its jobs
            return None
        with suppress(SandboxGoneError), sandbox.reading() as work:
            return work.get(Job, id=job_id)
        return None

    async def _move(self, sandbox: Sandbox, job: Row) -> Move | None:
        return await asyncio.shield(self._task(sandbox, job))

    async def _move_at_once(self, sandbox: Sandbox, job: Row) -> Move | None:
        """Move a job ahead of those that wait for a slot. Only one in a sandbox is moved so at a time, since its clock is held."""
        with self._mover.hurrying(key_of(sandbox, job)):
            return await self._move(sandbox, job)

    async def _move_unless_skipped(self, sandbox: Sandbox, job: Row) -> Move | None:
        """The same; None for a job that turns out to be one that cannot be moved."""
        try:
            return await self._move_at_once(sandbox, job)
        except OF_THE_JOB:
            if job["number"] not in self._skipped.of(sandbox):
                raise
            return None

    def _task(self, sandbox: Sandbox, job: Row, *, claimed: bool = False) -> "asyncio.Task[Move | None]":
        """The single task that moves this job; a second caller waits for the same task."""
        key = key_of(sandbox, job)
        task = self._moving.get(key)
        if task is None or task.done():  # done: cancelled before its first step
            settled = self._database.is_settled
            moving = self._move_once(key, sandbox, job, claimed=claimed, settled=settled)
            task = self._moving[key] = asyncio.create_task(moving)
            task.add_done_callback(_note_exception)
        return task

    async def _move_once(self, key: Key, sandbox: Sandbox, job: Row, *, claimed: bool, settled: bool) -> Move | None:
        """Move a job. Not before its row is committed, which is certain if all was `settled` when it was read."""
        try:
            while not claimed and not self._database.peers.claim(_claim(key)):
                await asyncio.sleep(CLAIM_PAUSE)
            claimed = True
            if not settled and not await self._database.settled(lambda: self._is_as_it_was(sandbox, job, key[1])):
                return None
            move = await self._mover.move(sandbox, job, key[1])
            await self._database.durable()
            self._pause = 0.0
            return move
        except OF_THE_JOB as error:
            self._skipped.skip(sandbox, job["number"], job["id"], error)
            raise
        except Exception as error:  # the store failed: the job is as it was, and is tried again later
            self._failed(f"job {job['id']} of sandbox {sandbox.name}", error)
            raise
        finally:
            del self._moving[key]
            if claimed:
                self._database.peers.release(_claim(key))
            self.notify()

    def _is_as_it_was(self, sandbox: Sandbox, job: Row, generation: int) -> bool:
        """False if the job was never committed, another process has moved it, or somebody is about to reset its world or has done so."""
        with suppress(SandboxGoneError), sandbox.reading() as work:
            state = work.get(SandboxState)
            if state is not None and state["generation"] == generation == sandbox.generation:
                return bool(work.get(Job, id=job["id"]) == job)
        return False


def _claim(key: Key) -> str:
    """The claim that tells other processes that a job is being moved."""
    return f"job {key[0]} {key[1]} {key[3]}"


def _note_exception(task: "asyncio.Task[Move | None]") -> None:
    """Retrieve a task's exception, which was logged already, in case no caller waits for the task."""
    if not task.cancelled():
        task.exception()


def _arrive(sandbox: Sandbox) -> UnitOfWork:
    """Commit that the sandbox's clock is where it was moved to."""
    with sandbox.work() as work:
        sandbox.clock.before_move = None
        sandbox.save(work)
    return work
