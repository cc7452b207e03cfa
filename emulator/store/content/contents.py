"""The interface of a place for the files of sandboxes, a folder or a bucket. Paths are those below a sandbox's folder."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from emulator.store.unit_of_work import UnitOfWork

SLICE = 1024 * 1024  # bytes of a file that are in memory at a time


class NameTakenError(Exception):
    """A folder is where a file is to be put, or a file where one of its folders would be; the words say which."""


class Elsewhere(Protocol):
    """A file that is not on this machine's disk."""

    @property
    def size(self) -> int:
        """In bytes."""

    async def open(self, first: int, count: int) -> AsyncIterator[bytes]:
        """Begin to read a part of it. Raises `StorageError` if it cannot be read."""

    def parts(self) -> Iterator[bytes]:
        """All of it, for a thread."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file. `name` is its path below the folder that was asked, `tag` changes with its content, `modified` is in seconds since 1970."""

    name: str
    size: int
    tag: str
    modified: float
    body: Path | Elsewhere


def parts_of(file: StoredFile) -> Iterator[bytes]:
    """The content of a file in slices. It may take long, so call it in a thread."""
    if not isinstance(file.body, Path):
        yield from file.body.parts()
        return
    with file.body.open("rb") as opened:
        while part := opened.read(SLICE):
            yield part


class Contents(Protocol):
    """The files of one folder, in a unit of work."""

    def find(self, name: str) -> StoredFile | None:
        """The file with that name; None if there is none."""

    def find_in_any_case(self, name: str) -> StoredFile | None:
        """The first file whose name differs in upper and lower case at most; None if there is none."""

    def listed(self) -> list[StoredFile]:
        """Every file, by name."""

    def will_be_there(self, name: str) -> bool:
        """True if there is a file with that name once the unit of work, and those before it, are done."""

    def replace(self, number: int, name: str, source: Path) -> None:
        """Put a file there, with the unit of work. `number` is unique in the sandbox. Raises `NameTakenError`."""

    def remove(self, number: int, name: str) -> None:
        """Remove a file, with the unit of work."""


class FileStore(Protocol):
    """A place for the files of all sandboxes. `home` is a sandbox's folder on this machine, where its files come into being."""

    by_rows: bool
    """Whether files are rows, so that a copy of a sandbox's rows has its files too."""

    @property
    def has_discarded(self) -> bool:
        """Whether there is something for `tidy` to do."""

    def contents(self, work: UnitOfWork, home: Path, folder: str) -> Contents:
        """The files below a folder."""

    def put(self, home: Path, path: str) -> Any:
        """Bring a file, or all files of a folder, from the disk to where they are kept; returns what `keep` needs. It may take long."""

    def keep(self, work: UnitOfWork, home: Path, path: str, put: Any) -> None:
        """Let what was `put` be the sandbox's, with the unit of work. Nothing of it stays if that is undone."""

    def discard(self, work: UnitOfWork, home: Path, path: str) -> None:
        """Delete a file or folder once the unit of work is committed."""

    def discard_all(self, work: UnitOfWork) -> None:
        """Delete the sandbox's files once the unit of work is committed: called before its rows go."""

    def everything(self, work: UnitOfWork) -> list[StoredFile]:
        """All files of the sandbox, if they are rows."""

    def bytes_of(self, names: list[str]) -> dict[str, int]:
        """How much the files of sandboxes are; one that they share counts in each. It may take long, so call it in a thread."""

    def sweep(self) -> None:
        """Delete what no row of any sandbox refers to, as a process that was killed leaves it."""

    def tidy(self) -> None:
        """Delete what was discarded. It may take long, so call it in a thread."""

    def probe(self) -> None:
        """Raises `StorageError` if files cannot be kept."""
