"""Periodic background tasks: trash, the write-ahead log, recovery from a full disk, unused sandboxes."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from emulator.sandbox.guard import LockedError, repeatable
from emulator.sandbox.sandboxes import Sandboxes
from emulator.store.database import Database
from emulator.store.failing import StorageError
from emulator.store.file_changes import make_left_changes, sandboxes_with_left_changes
from emulator.store.files import Files
from emulator.upkeep.probing import Probing
from emulator.upkeep.sweeping import Sweeper

log = logging.getLogger("lms_emulator")

PAUSE = 1.0  # seconds
CHECKPOINT_BYTES = 8 * 1024 * 1024  # bytes of WAL from which on it is checkpointed even while others write


class Housekeeping:
    """Keeps the folder of one emulator small and the database whole. `run` goes on until it is cancelled."""

    def __init__(
        self,
        database: Database,
        files: Files,
        sandboxes: Sandboxes,
        idle_seconds: float | None,
        resume: Callable[[], None] | None = None,
    ) -> None:
        """`resume` is called when the database works again after it did not."""
        self._database = database
        self._files = files
        self._sandboxes = sandboxes
        self._idle_seconds = idle_seconds
        self._resume = resume
        self._sweeper = Sweeper(database, files)
        self._probing = Probing(database, self._work_again, self._probe)
        self._commits = -1
        self._left: set[str] = set()

    async def run(self) -> None:
        """Look around once in a while."""
        sweeping = asyncio.create_task(self._sweeper.run()) if self._database.shared else None
        try:
            await self._look_around()
        finally:
            if sweeping is not None:
                sweeping.cancel()

    async def _look_around(self) -> None:
        while True:
            for duty in (
                self._empty_trash,
                self._fold_log,
                self._probing.look,
                self._stand_in,
                self._learn,
                self._expire,
            ):
                await self._do(duty)
            await asyncio.sleep(PAUSE)

    async def _do(self, duty: Callable[[], object]) -> None:
        try:
            result = duty()
            if asyncio.iscoroutine(result):
                await result
        except StorageError:
            return  # said once by the database, and tried again
        except Exception:  # the other duties go on, and this one is tried again
            log.exception("housekeeping")

    async def _empty_trash(self) -> None:
        try:
            if self._files.has_trash:
                await asyncio.to_thread(self._files.empty_trash)
        except StorageError as error:
            raise self._database.failed(error) from error

    def _probe(self) -> bool:
        """Whether files can be kept again, and rows."""
        try:
            self._files.store.probe()
        except StorageError as error:
            self._database.failed(error)
            return False
        return self._database.probe()

    async def _fold_log(self) -> None:
        """Checkpoint the write-ahead log, in a thread because it waits for the disk. It is complete if nothing was written since the last
        run, so that a copy of the file has all data."""
        size, commits = self._database.wal_bytes(), self._database.commits
        idle, self._commits = commits == self._commits, commits
        if size and (idle or size > CHECKPOINT_BYTES):
            await asyncio.to_thread(self._database.checkpoint, whole=idle)

    async def _learn(self) -> None:
        """A table that fills is searched as if it were empty until the server looks at it on its own: after a minute or more."""
        if self._database.shared and self._database.failure is None:
            await self._database.run("", self._database.learn)

    def _work_again(self) -> None:
        try:
            self._make_left_changes()
        except OSError as error:
            self._database.failed(error)  # there was too little space for them: tried again
            return
        self._sweeper.want()
        if self._resume is not None:
            self._resume()

    def _stand_in(self) -> None:
        """Make the changes of files that another process decided, and was killed before it made them: they are there at two looks."""
        if self._database.shared and self._database.failure is None:
            left = set(sandboxes_with_left_changes(self._database))
            if left & self._left:
                self._make_left_changes()
            self._left = left

    def _make_left_changes(self) -> None:
        """Make the changes of files that were decided just before the disk was full."""
        for name in sandboxes_with_left_changes(self._database):
            with _unless_locked():
                sandbox = self._sandboxes.get(name)
                with sandbox.work() as work:
                    make_left_changes(work, sandbox.folder())

    def _expire(self) -> None:
        if self._idle_seconds is not None and self._database.failure is None:
            idle = self._sandboxes.idle(self._idle_seconds)
            if self._database.peers.claim("idle sandboxes"):
                try:
                    for name in idle:
                        with _unless_locked():
                            self._sandboxes.delete(name)
                finally:
                    self._database.peers.release("idle sandboxes")


@contextmanager
def _unless_locked() -> Iterator[None]:
    """Leave a sandbox for the next look if somebody else uses it: on the event loop nothing waits for a lock."""
    with suppress(LockedError), repeatable():
        yield
