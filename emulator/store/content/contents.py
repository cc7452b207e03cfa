"""The interface of a place for the files of sandboxes: a folder or a bucket. Paths are relative to a sandbox's folder."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, Protocol

from emulator.light.records import dataclass
from emulator.store.unit_of_work import UnitOfWork

SLICE = 1024 * 1024  # bytes of a file that are read into memory at a time


class NameTakenError(Exception):
    """There is a folder at the path of a file, or a file at the path of a folder; the message says which."""


class Elsewhere(Protocol):
    """A file that is not on this machine's disk."""

    @property
    def size(self) -> int:
        """The size in bytes."""

    async def open(self, first: int, count: int) -> AsyncIterator[bytes]:
        """Begin to read a part of it. Raises `StorageError` if it cannot be read."""

    def parts(self) -> Iterator[bytes]:
        """The whole content in slices; to be called in a thread."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file. `name` is its path below the requested folder, `tag` changes with its content, `modified` is in seconds since 1970."""

    name: str
    size: int
    tag: str
    modified: float
    body: Path | Elsewhere


def parts_of(file: StoredFile) -> Iterator[bytes]:
    """The content of a file in slices. It may take long, so it should be called in a thread."""
    if not isinstance(file.body, Path):
        yield from file.body.parts()
        return
    with file.body.open("rb") as opened:
        while part := opened.read(SLICE):
            yield part


class Contents(Protocol):
    """The files of one folder, in a unit of work."""

    def find(self, name: str) -> StoredFile | None:
        """The file with that name, or None."""

    def find_in_any_case(self, name: str) -> StoredFile | None:
        """The first file whose name is equal when case is ignored, or None."""

    def listed(self) -> list[StoredFile]:
        """Every file, by name."""

    def will_be_there(self, name: str) -> bool:
        """True if there will be a file with that name after this unit of work and those before it are committed."""

    def replace(self, number: int, name: str, source: Path) -> None:
        """Put a file there when the unit of work is committed. `number` is unique in the sandbox. Raises `NameTakenError`."""

    def remove(self, number: int, name: str) -> None:
        """Remove a file when the unit of work is committed."""


class FileStore(Protocol):
    """A place for the files of all sandboxes. `home` is a sandbox's local folder, in which its files are created."""

    by_rows: bool
    """True if files are rows, so that a copy of a sandbox's rows includes its files."""

    @property
    def has_discarded(self) -> bool:
        """True if `tidy` has something to delete."""

    def contents(self, work: UnitOfWork, home: Path, folder: str) -> Contents:
        """The files below a folder."""

    def put(self, source: Path) -> Any:
        """Bring a file, or all files of a folder, from the disk to this place; returns a value for `keep`. It may take long."""

    def keep(self, work: UnitOfWork, home: Path, path: str, put: Any) -> None:
        """Make content that was `put` the sandbox's, at a path that no committed row refers to, in the unit of work. If that is undone, the
        content is deleted."""

    def discard(self, work: UnitOfWork, home: Path, path: str) -> None:
        """Delete a file or folder once the unit of work is committed."""

    def discard_all(self, work: UnitOfWork) -> None:
        """Delete the sandbox's files once the unit of work is committed. To be called before its rows are deleted."""

    def everything(self, work: UnitOfWork) -> list[StoredFile]:
        """All files of the sandbox, if files are rows."""

    def bytes_of(self, names: list[str]) -> dict[str, int]:
        """The size of each sandbox's files; a shared file counts for each. It may take long, so it should be called in a thread."""

    def sweep(self) -> None:
        """Delete everything that no row of any sandbox refers to, which a killed process may have left."""

    def tidy(self) -> None:
        """Delete what was discarded. It may take long, so it should be called in a thread."""

    def probe(self) -> None:
        """Check that files can be stored. Raises `StorageError`."""
