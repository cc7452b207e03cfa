"""A copy of a world: its rows by SQL, its files by links, and what a sandbox has in memory."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TypeVar

from emulator.courseware.kept_files import KeptFiles, kept_files
from emulator.light.records import dataclass
from emulator.sandbox.kept import KeptWorld, is_kept
from emulator.sandbox.owners import SandboxCredential
from emulator.sandbox.sandbox import Sandbox, SandboxState
from emulator.store.content.kept_file import KeptFile
from emulator.store.database import Database
from emulator.store.file_changes import FileChange, left_changes, make_in_copy
from emulator.store.files import Files
from emulator.store.rows import Row
from emulator.store.sharing import share
from emulator.store.unit_of_work import UnitOfWork
from emulator.worlds.addresses import Addresses

TRIES = 3  # with others who write to the same sandbox meanwhile; then it is done at once, and holds everybody up

NOT_COPIED = (SandboxState.__tablename__, KeptWorld.__tablename__, FileChange.__tablename__)
"""Tables whose rows a copy does not get: what it is itself, and what was to be done to files, which has been done in it."""
KEEPING = (*NOT_COPIED, KeptFile.__tablename__)
"""Tables whose rows say how a world is kept, not what is in it."""
OWN_KEYS = SandboxCredential.__tablename__

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Copy:
    """Where the files of a copy lie until its rows are written; None if the world has no files, or they are rows."""

    files: Path | None


class Copying:
    """Copies the sandboxes of one database."""

    def __init__(self, database: Database, files: Files, addresses: Addresses) -> None:
        self._database = database
        self._files = files
        self._addresses = addresses

    async def copy(self, source: Sandbox, settle: Callable[[Copy], Result], into: Sandbox | None = None) -> Result:
        """Link the files of a world and call `settle`, which writes the rows (into a world that is there, perhaps): both are of the same
        moment.

        The files are linked in a thread, as there may be thousands. They are linked again if somebody wrote to the world meanwhile; other
        processes are kept from that.
        """
        if self._database.shared:
            return await self._database.run(source.name, partial(self._copy_alone, source, settle, into))
        for _ in range(TRIES):
            seen = (source.generation, source.writes)
            await self._database.durable()  # and with it what has to be done to files after a COMMIT
            if seen != (source.generation, source.writes):
                continue
            link = self._linking(source)
            copy = Copy(await asyncio.to_thread(link) if link else None)
            if seen == (source.generation, source.writes) and source.refusal is None:
                return self._settle(copy, settle)
            self.discard(copy)
        link = self._linking(source)
        return self._settle(Copy(link() if link else None), settle)

    def _copy_alone(self, source: Sandbox, settle: Callable[[Copy], Result], into: Sandbox | None) -> Result:
        """The same while nobody can write to either world. They are locked in one order, so that no two calls wait for each other."""
        with ExitStack() as locks:
            for each in sorted({source, into or source}, key=lambda world: (is_kept(world.name), world.name)):
                locks.enter_context(each.work())
            link = self._linking(source)
            return self._settle(Copy(link() if link else None), settle)

    def _settle(self, copy: Copy, settle: Callable[[Copy], Result]) -> Result:
        try:
            return settle(copy)
        except BaseException:
            self.discard(copy)
            raise

    def fill(self, target: Sandbox, work: UnitOfWork, source: Sandbox, copy: Copy, *, moved_from: str | None) -> None:
        """Write the rows of a copy into a sandbox that has none, within its unit of work, and put its files in place.

        `moved_from` is the sandbox that the copy is to be another one of: addresses that lead there lead here then, and the keys that it
        owns stay with it. None if it is the same world, kept or brought back.
        """
        work.copy_rows(source.name, NOT_COPIED if moved_from is None else (*NOT_COPIED, OWN_KEYS))
        if moved_from is not None:
            self._addresses.move(work, moved_from)
        target.be_like(source)
        target.save(work)
        if copy.files is not None:
            self._files.put_home(work, self._files.home(target.name, target.generation), copy.files)

    def discard(self, copy: Copy) -> None:
        """Delete the files of a copy that comes to nothing."""
        if copy.files is not None:
            self._files.discard(copy.files)

    def _linking(self, source: Sandbox) -> Callable[[], Path] | None:
        """What links the files that rows refer to now; None if there are none."""
        if self._files.store.by_rows:
            return None
        with source.work() as work:
            home = self._files.home(source.name, source.generation)
            kept, changes = kept_files(work, home), left_changes(work)
        if not (kept.working or kept.others or changes):
            return None
        return partial(self._link, home, kept, changes)

    def _link(self, home: Path, kept: KeptFiles, changes: list[Row]) -> Path:
        """A folder with the same files."""
        folder = self._files.new_upload()
        try:
            for path in (*kept.working, *kept.others):
                share(path, folder / path.relative_to(home))
            make_in_copy(changes, home, folder)
        except BaseException:
            self._files.discard(folder)
            raise
        return folder
