"""Uploaded content on disk, one folder for each sandbox. The emulator chooses the names, never a client."""

import os
import platform
import re
import shutil
from collections.abc import Iterable
from functools import partial
from math import inf
from pathlib import Path
from tempfile import mkdtemp

from emulator.light.records import dataclass
from emulator.store.content.contents import FileStore
from emulator.store.content.folder import FolderStore
from emulator.store.failing import GONE, StorageError
from emulator.store.unit_of_work import UnitOfWork

MACHINE = re.sub(r"[^A-Za-z0-9]", "", platform.node()) or "here"
"""A container has a name of its own."""
DAY = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class PackageLimits:
    """Limits for a course package: packed bytes, unpacked bytes, and seconds of the machine's time for fetching it."""

    package_bytes: int
    unpacked_bytes: int
    fetch_seconds: float


class Files:
    """The data folder of one emulator: `sandboxes/NAME/GENERATION/…`, `uploads/` for bodies that are being received, `trash/`.

    `store` keeps the sandboxes' files: in this folder, or where the settings say.
    """

    def __init__(self, root: Path, limits: PackageLimits) -> None:
        self.root = root
        self.limits = limits
        self.uploads = root / "uploads"
        self.trash = root / "trash"
        self.sandboxes = root / "sandboxes"
        for folder in (root, self.uploads, self.trash, self.sandboxes):
            folder.mkdir(parents=True, exist_ok=True)
        self.store: FileStore = FolderStore(self.sandboxes, self.discard)

    def home(self, name: str, generation: int) -> Path:
        """The path of a sandbox's folder since its last reset, whether it exists or not."""
        return self.sandboxes / name / str(generation)

    def sandbox(self, name: str, generation: int) -> Path:
        """The sandbox's folder since its last reset, created if it is missing."""
        folder = self.home(name, generation)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def new_upload(self) -> Path:
        """A new empty folder for a body that is being received. Raises `StorageError` if the data folder is gone."""
        try:
            return Path(mkdtemp(prefix=f"{MACHINE}-{os.getpid()}-", dir=self.uploads))
        except FileNotFoundError:
            raise StorageError(GONE) from None

    def put_home(self, work: UnitOfWork, home: Path, source: Path) -> None:
        """Make a folder that of a sandbox whose generation begins with the unit of work. If the outcome of its COMMIT is not known, the
        folder stays, and a sweep decides."""
        work.remove_if_undone(partial(self.discard, home))
        self.discard(home)  # of a process that was killed before its COMMIT
        home.parent.mkdir(exist_ok=True)
        source.rename(home)

    def discard(self, path: Path) -> None:
        """Move a folder or file to the trash at once; `empty_trash` deletes it, which may take long. Never raises: what is left is removed
        at the next start."""
        if not path.exists():
            return
        try:
            path.rename(Path(mkdtemp(dir=self.trash)) / path.name)
        except OSError:  # a full disk has no space for another folder, and space is needed most then
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    def delete(self, folders: Iterable[Path]) -> None:
        """Delete folders of temporary files. It is slow for large files, so it must not run on the event loop's thread. Never raises."""
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)

    @property
    def has_trash(self) -> bool:
        """True if `empty_trash` has something to delete. Raises `StorageError` if the data folder is gone."""
        try:
            return any(self.trash.iterdir()) or self.store.has_discarded
        except FileNotFoundError:
            raise StorageError(GONE) from None

    def empty_trash(self) -> None:
        """Delete discarded files, here and in `store`. It is slow for large folders, so it must not run on the event loop's thread."""
        for path in list(self.trash.iterdir()):
            shutil.rmtree(path, ignore_errors=True)
        self.store.tidy()

    def clear_uploads(self) -> None:
        """Delete bodies that an earlier process did not finish receiving."""
        shutil.rmtree(self.uploads, ignore_errors=True)
        self.uploads.mkdir(parents=True, exist_ok=True)

    def clear_uploads_of_the_dead(self, now: float) -> None:
        """The same while others use the folder: only bodies of this machine's processes that are no longer running, and of other machines
        those that nobody has added anything to for a day. `now` is the machine's time in seconds."""
        for folder in self.uploads.glob("*"):
            machine, _, rest = folder.name.partition("-")
            process = rest.partition("-")[0]
            is_here = machine == MACHINE and process.isdecimal()
            if not _is_running(int(process)) if is_here else now - _last_changed(folder) > DAY:
                self.discard(folder)


def _last_changed(folder: Path) -> float:
    """When something in a folder was changed last, in seconds; endless if something goes just now, so that somebody still works with it."""
    try:
        return max(path.stat().st_mtime for path in (folder, *folder.rglob("*")))
    except FileNotFoundError:
        return inf


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # it is another user's
        pass
    return True
