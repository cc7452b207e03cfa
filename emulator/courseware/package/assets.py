"""The files of an imported course: list, read, replace, remove, and pack them again.

`folder` is the folder of the unpacked package. A client's path cannot leave it: the name must follow the rules for names in archives,
and the resolved path must be inside.
"""

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from emulator.courseware.package.names import normalised_name
from emulator.courseware.package.refused import PackageRefused
from emulator.store.files import Files
from emulator.store.rows import Row

# Any fixed moment will do, so that the same files make the same archive; zip cannot tell one before 1980.
_TIMESTAMP = (2024, 1, 1, 0, 0, 0)
_SLICE = 1024 * 1024


class BadAssetPathError(Exception):
    """A path that no file of a course can have; the words say why."""


def folder_of(files: Files, sandbox: str, generation: int, package: Row) -> Path:
    """The folder of a stored package's content."""
    return files.sandbox(sandbox, generation) / str(package["folder"])


def asset_name(raw: str) -> str:
    """The name of a file of the course. One slash at the front means the course's own folder. Raises `BadAssetPathError`."""
    if raw.endswith(("/", "\\")):
        raise BadAssetPathError("names a folder")
    try:
        return normalised_name(raw.removeprefix("/"))
    except PackageRefused:
        raise BadAssetPathError("is not the relative path of a file") from None


def find_asset(folder: Path, name: str) -> Path | None:
    """The file with that name; None if it does not exist."""
    path = _inside(folder, name)
    return path if path.is_file() else None


def place_for_asset(folder: Path, name: str) -> Path:
    """The path to write a file with that name to. Raises `BadAssetPathError` if a folder or a file is in the way."""
    path = _inside(folder, name)
    if path.is_dir():
        raise BadAssetPathError("names a folder of the course")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise BadAssetPathError("leads through a file of the course") from None
    return path


def list_assets(folder: Path) -> Iterator[tuple[str, int]]:
    """Every file: its name and its size in bytes, by name."""
    found = (path for path in folder.rglob("*") if path.is_file())
    yield from sorted((path.relative_to(folder).as_posix(), path.stat().st_size) for path in found)


def pack_assets(folder: Path, into: Path) -> None:
    """Write every file into a zip archive, the same bytes for the same files. Slow on large courses: call it in a thread."""
    # Stored, not deflated: zlib's output differs from build to build, and a thread is not busy with it.
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as archive:
        for name, size in list_assets(folder):
            info = zipfile.ZipInfo(name, _TIMESTAMP)
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            info.file_size = size
            with (
                suppress(FileNotFoundError),  # removed meanwhile
                (folder / name).open("rb") as source,
                archive.open(info, "w") as target,
            ):
                while part := source.read(_SLICE):
                    target.write(part)


def _inside(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise BadAssetPathError("leads out of the course")
    return path
