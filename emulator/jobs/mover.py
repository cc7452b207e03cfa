"""Moving a job by one state, in two parts: the work, and the commit.

The work (a download, reading a package) takes time and must not change rows. The commit changes the job's row and its subject's in one
transaction, and only if the job is still the one that the work was done for. So a job survives a restart in any state: its work is
repeated, but its effect happens once.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from typing import Any

from emulator.jobs.job import Again, Job, JobFailedError, JobGoneError, JobKind, JobStep, discard_files, tell
from emulator.jobs.move import Move, MoveOutcome
from emulator.jobs.slots import Slots
from emulator.outgoing import chain
from emulator.sandbox.sandbox import Sandbox, SandboxGoneError
from emulator.sandbox.world import World
from emulator.store.database import Database
from emulator.store.failing import StorageError, why_unwritable
from emulator.store.rows import Row

log = logging.getLogger("lms_emulator.jobs")

AT_ONCE = 8  # jobs of one kind in one sandbox whose work may use this machine at the same time
CALLS_AT_ONCE = 128  # the same for work that waits for another server
# Not a defect of the job: the disk is full or a file cannot be written.
STORE_ERRORS = (StorageError, sqlite3.Error, OSError)
DEFECT = "lms-emulator failed to do this; its log says why"

Key = tuple[str, int, str, int]
"""A sandbox, its generation, and a job's kind and number. A replaced job has another number, so its successor does not wait for it."""


def key_of(sandbox: Sandbox, job: Row) -> Key:
    """The key that identifies a move of the job."""
    return sandbox.name, sandbox.generation, job["kind"], job["number"]


class Mover:
    """Moves jobs; each uses a slot of its sandbox and kind. `is_stopping` becomes True when the process is about to end."""

    def __init__(self, database: Database, kind_of: Callable[[str], JobKind]) -> None:
        self.is_stopping = False
        self._database = database
        self._kind_of = kind_of
        self._slots = Slots(AT_ONCE)
        self._calls = Slots(CALLS_AT_ONCE)
        self._hurried: set[Key] = set()

    @contextmanager
    def hurrying(self, key: Key) -> Iterator[None]:
        """Let a job pass those that wait for a slot. Only one job of a sandbox does so at a time, because its clock is held."""
        self._hurried.add(key)
        try:
            for slots in (self._slots, self._calls):
                slots.let_in(key[:3], key[3])
            yield
        finally:
            self._hurried.discard(key)

    async def move(self, sandbox: Sandbox, job: Row, generation: int) -> Move | None:
        """Do the job's work and commit it. None if the job was deleted, replaced or moved by another process meanwhile, or is left for the
        next start. Raises the store's errors; any other exception fails the job."""
        step = JobStep(job, World(sandbox), generation)
        try:
            return await self._move(sandbox, job, step)
        finally:
            if step.world.temporary:
                await asyncio.to_thread(sandbox.files.delete, step.world.temporary)

    async def _move(self, sandbox: Sandbox, job: Row, step: JobStep) -> Move | None:
        kind = self._kind_of(job["kind"])
        with chain.within(job["detail"].get(chain.KEY, 0)):
            outcome = await self._outcome(kind, step)
        if self.is_stopping and outcome.state != kind.after(job["state"]):
            return None  # the emulator's own port and connections are being closed
        if step.is_too_late:
            return None
        try:
            with chain.within(job["detail"].get(chain.KEY, 0)):  # the same request caused the jobs that this one starts
                return await self.commit(kind, step, outcome)
        except SandboxGoneError:  # another process has deleted or reset the sandbox
            return None
        except STORE_ERRORS:
            raise
        except Exception as error:  # otherwise the job would be due again at once, for ever
            if why_unwritable(error) is not None:
                raise
            log.exception("job %s of sandbox %s", job["id"], sandbox.name)
            return await self.commit(kind, step, MoveOutcome(kind.failed, DEFECT))

    async def _outcome(self, kind: JobKind, step: JobStep) -> MoveOutcome:
        """Do the work in one of the sandbox's slots. Raises `StorageError` if its files cannot be written."""
        sandbox, job = step.world.sandbox, step.job
        key = (sandbox.name, step.generation, kind.name, job["number"])
        slots = self._calls if kind.after(job["state"]) in kind.calls else self._slots
        try:
            async with slots.take(key[:3], job["number"], at_once=key in self._hurried):
                return await self._do_work(kind, step)
        except JobFailedError as failure:
            return MoveOutcome(kind.failed, failure.reason, failure.commit)
        except JobGoneError:  # if it is still there, it is as it was, and its work is repeated
            return MoveOutcome(step.job["state"], None, delay=timedelta())
        except Exception as error:
            # If the job was deleted, its files were too: the error is no defect then.
            if await self._database.run(sandbox.name, lambda: _is_there(step)):
                if why_unwritable(error) is not None:  # the disk is full: the work is repeated when it has space
                    raise self._database.failed(error) from error
                # after a defect of the emulator the job must end too
                log.exception("job %s of sandbox %s", job["id"], sandbox.name)
            return MoveOutcome(kind.failed, DEFECT)

    async def _do_work(self, kind: JobKind, step: JobStep) -> MoveOutcome:
        state = kind.after(step.job["state"])
        if step.world.sandbox.faulty and kind.can_fail and not step.is_too_late:
            from emulator.jobs.faulty_jobs import fault_of  # with the first fault

            injected = await fault_of(kind, step, state)
            if injected is not None:
                return injected
        work = None if step.is_too_late else kind.work.get(state)
        done = await work(step) if work else None
        if isinstance(done, Again):
            return MoveOutcome(step.job["state"], done.reason, done.commit, done.delay)
        return MoveOutcome(state, None, done)

    async def commit(self, kind: JobKind, step: JobStep, outcome: MoveOutcome) -> Move | None:
        """Move the job to the state that its work resulted in, with all effects. None as for `move`. Raises `SandboxGoneError`."""
        return await self._database.run(step.world.sandbox.name, lambda: self._commit_now(kind, step, outcome))

    def _commit_now(self, kind: JobKind, step: JobStep, outcome: MoveOutcome) -> Move | None:
        sandbox, job, state, reason = step.world.sandbox, step.job, outcome.state, outcome.reason
        with sandbox.work() as work:
            if step.is_too_late:  # certain only now, when no other process can reset the sandbox
                raise SandboxGoneError
            world = World(sandbox, work=work)
            now, before = world.now(), sandbox.ids.dealt.get("job", 0)
            due = kind.due(sandbox, state, now) if outcome.delay is None else now + outcome.delay
            current = work.get(Job, id=job["id"])
            if current is None or current["number"] != job["number"] or current["state"] != job["state"]:
                return None  # deleted, replaced or moved by another process meanwhile
            changes: dict[str, Any] = {"state": state, "due": due}
            noted = outcome.noted if reason is None else {**outcome.noted, "reason": reason}
            if noted:
                changes["detail"] = {**current["detail"], **noted}
            work.update(Job, {"id": job["id"]}, changes)
            if outcome.commit is not None:
                outcome.commit(world)
            if kind.moved is not None:
                kind.moved(world, job["subject"], state, reason)
            work.after_commit(partial(tell, sandbox, kind, job["subject"], state, reason))
            if state == kind.failed:
                discard_files(sandbox, work, job)
            if due is None and kind.ended is not None:
                kind.ended(world, job["subject"])
        started = range(before + 1, sandbox.ids.dealt.get("job", 0) + 1)
        return Move(now, job["id"], state, reason, started, ended=due is None)


def _is_there(step: JobStep) -> bool:
    """False if the job or its sandbox was deleted, or the job was replaced."""
    if step.is_too_late:
        return False
    with suppress(SandboxGoneError), step.world.sandbox.reading() as work:
        found = work.get(Job, id=step.job["id"])
        return found is not None and found["number"] == step.job["number"]
    return False
