"""Files kept in the data folder, each at its path below the sandbox's folder. They need no rows."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from emulator.store import file_changes
from emulator.store.content.contents import NameTakenError, StoredFile
from emulator.store.unit_of_work import UnitOfWork


class FolderStore:
    """`sandboxes` has a folder for each sandbox; `throw_away` deletes a file or folder."""

    by_rows = False
    has_discarded = False

    def __init__(self, sandboxes: Path, throw_away: Callable[[Path], None]) -> None:
        self._sandboxes = sandboxes
        self._throw_away = throw_away

    def contents(self, work: UnitOfWork, home: Path, folder: str) -> "FolderContents":
        """The files below a folder."""
        return FolderContents(work, home, folder)

    def put(self, source: Path) -> Path:
        """Does nothing: the files are on the right disk already."""
        return source

    def keep(self, work: UnitOfWork, home: Path, path: str, put: Path) -> None:
        """Move the files to the path now, in place of what a COMMIT without an outcome has left there."""
        place = home / path
        work.remove_if_undone(partial(self._take_back, place))
        if put != place:
            self._throw_away(place)
            place.parent.mkdir(parents=True, exist_ok=True)
            put.rename(place)

    def _take_back(self, place: Path) -> None:
        if place.is_dir():
            self._throw_away(place)
        else:  # at once: the disk may be full
            place.unlink(missing_ok=True)

    def discard(self, work: UnitOfWork, home: Path, path: str) -> None:
        """Delete a file or folder once the unit of work is committed."""
        work.after_commit(partial(self._throw_away, home / path))

    def discard_all(self, work: UnitOfWork) -> None:
        """Does nothing: the files are deleted with the sandbox's folder, at its reset or deletion."""

    def everything(self, work: UnitOfWork) -> list[StoredFile]:
        """Empty, since these files are not rows."""
        return []

    def bytes_of(self, names: list[str]) -> dict[str, int]:
        """The size of each sandbox's files; files may be added and removed meanwhile."""
        return {name: _bytes(self._sandboxes / name) for name in names}

    def sweep(self) -> None:
        """Does nothing: `emulator/upkeep/sweeping.py` compares folders with the rows of jobs and packages."""

    def tidy(self) -> None:
        """Does nothing: `Files.empty_trash` does this."""

    def probe(self) -> None:
        """Does nothing: the database's own probe writes to the data folder."""


class FolderContents:
    """The files below one folder."""

    def __init__(self, work: UnitOfWork, home: Path, folder: str) -> None:
        self._work = work
        self._home = home
        self._folder = home / folder

    def find(self, name: str) -> StoredFile | None:
        """The file with that name, or None."""
        path = self._inside(name)
        return None if path is None or not path.is_file() else described(path, name)

    def find_in_any_case(self, name: str) -> StoredFile | None:
        """The first file whose name is equal when case is ignored, or None."""
        place = self._folder
        for part in name.split("/"):
            if not place.is_dir():
                return None
            matching = sorted(entry.name for entry in place.iterdir() if entry.name.lower() == part.lower())
            if not matching:
                return None
            place = place / (part if part in matching else matching[0])
        return self.find(place.relative_to(self._folder).as_posix())

    def listed(self) -> list[StoredFile]:
        """Every file, by name."""
        found = (path for path in self._folder.rglob("*") if path.is_file())
        return [
            described(self._folder / name, name)
            for name in sorted(path.relative_to(self._folder).as_posix() for path in found)
        ]

    def will_be_there(self, name: str) -> bool:
        """True if there will be a file with that name after the pending changes."""
        return file_changes.is_there(self._work, self._home, self._folder / name)

    def replace(self, number: int, name: str, source: Path) -> None:
        """Put a file there after the COMMIT. Raises `NameTakenError`."""
        place = self._inside(name)
        if place is None:
            raise NameTakenError("leads out of the course")
        if place.is_dir():
            raise NameTakenError("names a folder of the course")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise NameTakenError("leads through a file of the course") from None
        file_changes.replace_file(self._work, self._home, number, place, source)

    def remove(self, number: int, name: str) -> None:
        """Remove a file after the COMMIT."""
        file_changes.remove_file(self._work, self._home, number, self._folder / name)

    def _inside(self, name: str) -> Path | None:
        path = self._folder / name
        return path if path.resolve().is_relative_to(self._folder.resolve()) else None


def described(path: Path, name: str) -> StoredFile:
    """A file on disk."""
    stat = path.stat()
    return StoredFile(name, stat.st_size, f"{stat.st_mtime_ns:x}-{stat.st_size:x}", stat.st_mtime, path)


def _bytes(folder: Path) -> int:
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.stat(os.path.join(place, name)).st_size
            except OSError:
                continue
    return total
