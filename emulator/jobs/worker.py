"""The worker: moves due jobs on, one state at a time, by each sandbox's own clock.

A move has two parts. The work (download, read a package) takes time and touches no rows. The commit changes the job's row and its
subject's in one transaction, and only if the job is still the one that the work was done for. So a job survives a restart in any
state: the work is done again, its effect once.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import bindparam, func, select

from emulator.jobs.job import Commit, Job, JobFailedError, JobKind, Step, TryAgainError, discard_files
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.sandboxes import Sandboxes
from emulator.store.database import Database
from emulator.store.files import Files
from emulator.store.statement import Row, Statement

log = logging.getLogger("lms_emulator.jobs")

AT_ONCE = 32  # jobs whose work runs at the same time
DEFECT = "lms-emulator failed to do this; its log says why"
LONGEST_SLEEP = 30.0  # seconds; a clock that was moved wakes the worker at once

_WAITING = Statement(
    select(Job.sandbox, Job.kind, func.min(Job.due, type_=Job.due.type).label("due"))
    .where(Job.due.is_not(None))
    .group_by(Job.sandbox, Job.kind),
    every_sandbox=True,
)
_DUE = Statement(select(*Job.__table__.c).where(Job.due <= bindparam("now")).order_by(Job.due, Job.number).limit(100))
_DUE_OF_KIND = Statement(_DUE.core.where(Job.kind == bindparam("kind")))


@dataclass(frozen=True, slots=True)
class Move:
    """A job that came into a new state."""

    at: datetime
    job: str
    state: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job's work led to: the state it comes into, why if it is not the next one, and after which delay it is tried again."""

    state: str
    reason: str | None
    commit: Commit | None
    delay: timedelta | None


class Worker:
    """Runs the jobs of every sandbox of one emulator, on the event loop."""

    def __init__(
        self, database: Database, sandboxes: Sandboxes, files: Files, kind_of: Callable[[str], JobKind]
    ) -> None:
        self._database = database
        self._sandboxes = sandboxes
        self._files = files
        self._kind_of = kind_of
        self._wake = asyncio.Event()
        self._moving: dict[tuple[str, str], asyncio.Task[Move | None]] = {}
        self._slots = asyncio.Semaphore(AT_ONCE)

    async def run(self) -> None:
        """Move jobs on until cancelled."""
        try:
            while True:
                self._wake.clear()
                pause = self._start_due()
                try:
                    await asyncio.wait_for(self._wake.wait(), pause)
                except TimeoutError:
                    continue
        finally:
            for task in self._moving.values():
                task.cancel()
            await asyncio.gather(*self._moving.values(), return_exceptions=True)

    def notify(self) -> None:
        """There may be work: a job was started, or a clock was moved."""
        self._wake.set()

    async def finish(self, sandbox: Sandbox, job_id: str) -> None:
        """Move a job to its end now, whatever its due times say (`instant` mode), unless it goes by the clock alone."""
        while (job := self._job(sandbox, job_id)) is not None and job["due"] is not None:
            if self._kind_of(job["kind"]).by_clock:
                self.notify()
                return
            await self._move(sandbox, job)

    async def step(self, sandbox: Sandbox, job_id: str) -> None:
        """Move a job by one state now (`step` mode); nothing when it has ended or does not exist.

        One that does its work in parts, and so stays in its state and is due again at once, does them all.
        """
        state = None
        while (job := self._job(sandbox, job_id)) is not None and job["due"] is not None:
            if state is not None and (job["state"] != state or job["due"] > sandbox.clock.now()):
                return
            state = job["state"]
            await self._move(sandbox, job)

    async def advance(self, sandbox: Sandbox, seconds: float) -> list[Move]:
        """Move a sandbox's clock forward; everything that falls due on the way runs in order, each at its own time."""
        clock = sandbox.clock
        was_held, target = clock.held, clock.now() + timedelta(seconds=seconds)
        clock.hold()
        moves = []
        try:
            while job := self._next_due(sandbox, target):
                clock.set(max(clock.now(), job["due"]))
                move = await self._move(sandbox, job)
                if move is not None:
                    moves.append(move)
            clock.set(target)
        finally:
            if not was_held:
                clock.release()
            self.notify()
        return moves

    def _start_due(self) -> float:
        """Start the work of every job that is due; answers the seconds until the next one is."""
        pause = LONGEST_SLEEP
        prepared = _WAITING.prepared(self._database.dialect)
        for record in self._database.cursor.execute(prepared.sql).fetchall():
            row = prepared.row(record)
            sandbox = self._sandboxes.get(row["sandbox"])
            if sandbox.settings.job_mode == "step" and not self._kind_of(row["kind"]).by_clock:
                continue  # moved by reads alone; in `instant` mode only what a crash interrupted is left to do
            now = sandbox.clock.now()
            for job in self._due(sandbox, row["kind"], now):
                self._task(sandbox, job)
            if not sandbox.clock.held and row["due"] > now:
                pause = min(pause, (row["due"] - now).total_seconds())
        return max(pause, 0.001)

    def _due(self, sandbox: Sandbox, kind: str, now: datetime) -> list[Row]:
        with sandbox.work() as work:
            jobs = work.all(_DUE_OF_KIND, now=now, kind=kind)
            return [job for job in jobs if (sandbox.name, job["id"]) not in self._moving]

    def _next_due(self, sandbox: Sandbox, target: datetime) -> Row | None:
        with sandbox.work() as work:
            return work.one(_DUE, now=target)

    def _job(self, sandbox: Sandbox, job_id: str) -> Row | None:
        with sandbox.work() as work:
            return work.get(Job, id=job_id)

    async def _move(self, sandbox: Sandbox, job: Row) -> Move | None:
        return await asyncio.shield(self._task(sandbox, job))

    def _task(self, sandbox: Sandbox, job: Row) -> "asyncio.Task[Move | None]":
        """The one task that moves this job; a second caller waits for the same."""
        key = (sandbox.name, job["id"])
        task = self._moving.get(key)
        if task is None:
            task = self._moving[key] = asyncio.create_task(self._work_and_commit(sandbox, job))
            task.add_done_callback(lambda _: self._done(key))
        return task

    def _done(self, key: tuple[str, str]) -> None:
        self._moving.pop(key, None)
        self.notify()

    async def _work_and_commit(self, sandbox: Sandbox, job: Row) -> Move | None:
        kind = self._kind_of(job["kind"])
        generation, state, reason, commit, delay = sandbox.generation, kind.after(job["state"]), None, None, None
        step = Step(job, sandbox, self._files)
        try:
            async with self._slots:
                commit = await self._do_work(kind, state, step)
        except TryAgainError as failure:
            state, reason, commit, delay = job["state"], failure.reason, failure.commit, failure.delay
        except JobFailedError as failure:
            state, reason, commit = kind.failed, failure.reason, failure.commit
        except Exception:  # a defect of ours must not leave a job stuck
            log.exception("job %s of sandbox %s", job["id"], sandbox.name)
            state, reason = kind.failed, DEFECT
        if sandbox.generation != generation:
            step.abandon()
            return None
        try:
            move = self._commit(kind, sandbox, job, Outcome(state, reason, commit, delay))
        except Exception:  # left as it is, the job would be due again at once and for ever
            log.exception("job %s of sandbox %s", job["id"], sandbox.name)
            state, reason, delay = kind.failed, DEFECT, None
            move = self._commit(kind, sandbox, job, Outcome(state, reason, None, None))
        return move

    async def _do_work(self, kind: JobKind, state: str, step: Step) -> Commit | None:
        work = kind.work.get(state)
        return await work(step) if work else None

    def _commit(self, kind: JobKind, sandbox: Sandbox, job: Row, outcome: Outcome) -> Move | None:
        now, state, reason = sandbox.clock.now(), outcome.state, outcome.reason
        due = kind.due(sandbox, state, now) if outcome.delay is None else now + outcome.delay
        with sandbox.work() as work:
            current = work.get(Job, id=job["id"])
            if current is None or current["number"] != job["number"]:
                work.after_commit(partial(discard_files, sandbox, job))
            if current is None or current["number"] != job["number"] or current["state"] != job["state"]:
                return None  # deleted, started anew or moved by somebody else meanwhile
            changes: dict[str, Any] = {"state": state, "due": due}
            if reason is not None:
                changes["detail"] = {**current["detail"], "reason": reason}
            work.update(Job, {"id": job["id"]}, changes)
            if outcome.commit is not None:
                outcome.commit(work)
            kind.moved(work, job["subject"], state, reason)
            if state == kind.failed:
                work.after_commit(partial(discard_files, sandbox, job))
            if due is None and kind.ended is not None:
                kind.ended(sandbox, work, job["subject"])
        return Move(now, job["id"], state, reason)
