"""Clean up what a killed process left half done: compare the files on disk with the rows, and finish or delete.

`sweep` does it at a start that is alone. Processes that share a database go on when one of them is killed, so each also sweeps while it
runs (`Sweeper`), and locks one sandbox after the other meanwhile. Nobody puts files into a sandbox without its lock, except into the
folders of jobs that have not ended, so a file without a row is left over for certain then.
"""

import asyncio
import logging
from contextlib import suppress
from functools import partial
from pathlib import Path

from sqlalchemy import select

from emulator.courseware.kept_files import kept_files
from emulator.sandbox.clock import machine_now
from emulator.sandbox.sandbox import SandboxState
from emulator.store.database import Database
from emulator.store.failing import StorageError, is_doubled, is_locked
from emulator.store.file_changes import make_left_changes, staged
from emulator.store.files import Files
from emulator.store.rows import Row, Statement
from emulator.store.unit_of_work import UnitOfWork

_LOCK_IF_FREE = Statement(select(SandboxState.generation).with_for_update(skip_locked=True))
_NOBODYS: Row = {
    "generation": 0,
    "clock_offset": 0.0,
    "ids_dealt": {},
    "settings": {},
    "prepared": [],
}

log = logging.getLogger("lms_emulator")

_UNPACKING = ".importing-*"  # where earlier versions unpacked a package, in the folder of its job: they may have been killed there
PAUSE = 3600.0  # seconds between two sweeps of a process that goes on
TRIES, TRY_PAUSE = 100, 0.05  # to find a sandbox free that others write to


def sweep(database: Database, files: Files) -> None:
    """Make the files of every sandbox match its rows. Only for the start, when no work is running whose row does not exist yet."""
    files.clear_uploads()
    if files.store.by_rows:
        files.store.sweep()
        for home in files.sandboxes.iterdir():  # of work that begins again from what is kept
            files.discard(home)
        return
    for home in files.sandboxes.iterdir():
        with UnitOfWork(database, home.name) as work:
            state = work.get(SandboxState)
            current = None if state is None else str(state["generation"])
            for folder in home.iterdir():
                if folder.name == current:
                    make_left_changes(work, folder)
                    _sweep(work, files, folder)
                else:
                    work.after_commit(lambda folder=folder: files.discard(folder))  # type: ignore[misc]
        if current is None:
            files.discard(home)


def sweep_home(database: Database, files: Files, home: Path) -> bool:
    """Discard what no row refers to in the folder of one sandbox, while other processes go on; False if the sandbox is in use just now."""
    with suppress(FileNotFoundError), UnitOfWork(database, home.name) as work:  # somebody else may be deleting it
        if not _left_over(work, files, home):
            return True
        try:
            if not _lock(work):
                return False
            for path in _left_over(work, files, home):
                files.discard(path)
        finally:
            work.rollback()
    return True


def _lock(work: UnitOfWork) -> bool:
    """Lock a sandbox until the end of the unit of work, also one that does not exist; False if somebody else has locked it."""
    work.open()
    if work.one(_LOCK_IF_FREE) is not None:
        return True
    if work.get(SandboxState) is not None:
        return False
    try:  # who makes a sandbox inserts its row before anything else, so one of the two waits here for the other
        work.insert(SandboxState, _NOBODYS)
    except Exception as error:
        if not (is_doubled(error) or is_locked(error)):
            raise
        return False
    work.delete(SandboxState)
    return True


def _left_over(work: UnitOfWork, files: Files, home: Path) -> list[Path]:
    """What no row refers to; the whole folder if there is no such sandbox."""
    state = work.get(SandboxState)
    if state is None:
        return [home]
    found: list[Path] = []
    for folder in home.iterdir():
        if folder.name != str(state["generation"]):
            found.append(folder)
            continue
        kept = kept_files(work, folder)
        others = [] if files.store.by_rows else kept.others
        loose = _loose_in(folder, {*kept.working, *others, *staged(work, folder)})
        found += [path for path in loose if path.is_file() or any(path.iterdir())]
    return found


def _loose_in(folder: Path, kept: set[Path]) -> list[Path]:
    above = {parent for path in kept for parent in path.parents}
    return [path for place in folder.iterdir() for path in _loose(place, kept, above)]


def _sweep(work: UnitOfWork, files: Files, folder: Path) -> None:
    """Discard what neither a package nor a job that goes on refers to, in the folder of one sandbox."""
    found = kept_files(work, folder)
    unpacking = [path for working in found.working for path in working.glob(_UNPACKING)]
    for path in (*_loose_in(folder, {*found.working, *found.others}), *unpacking):
        files.discard(path)


def _loose(path: Path, kept: set[Path], above: set[Path]) -> list[Path]:
    """The topmost paths, from this one down, that contain no kept files."""
    if path in kept:
        return []
    if path in above:
        return [loose for below in path.iterdir() for loose in _loose(below, kept, above)]
    return [path]


class Sweeper:
    """Sweeps while processes that share a database go on: when this one has started, perhaps in place of one that was killed; when the
    database works again, since a COMMIT may have been in doubt; and once in a while."""

    def __init__(self, database: Database, files: Files) -> None:
        self._database = database
        self._files = files
        self._wanted = asyncio.Event()

    def want(self) -> None:
        """Sweep soon."""
        self._wanted.set()

    async def run(self) -> None:
        """Sweep until cancelled."""
        while True:
            self._wanted.clear()
            try:
                await self.sweep()
            except (StorageError, OSError) as error:
                log.debug("not swept: %s", error)  # the database says what is wrong, and that it works again
            except Exception:
                log.exception("sweeping")
            with suppress(TimeoutError):
                async with asyncio.timeout(PAUSE):
                    await self._wanted.wait()

    async def sweep(self) -> None:
        """Sweep everything once."""
        await asyncio.to_thread(self._files.clear_uploads_of_the_dead, machine_now().timestamp())
        for home in sorted(self._files.sandboxes.iterdir()):
            for _ in range(TRIES):
                if await self._database.run("sweeping", partial(sweep_home, self._database, self._files, home)):
                    break
                await asyncio.sleep(TRY_PAUSE)
        if self._files.store.by_rows:
            await asyncio.to_thread(self._files.store.sweep)
