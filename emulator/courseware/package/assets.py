"""The files of an imported course: their names as clients give them, and packing them again.

A client's path cannot leave the course: the name must follow the rules for names in archives.
"""

import zipfile
from contextlib import suppress
from pathlib import Path

from emulator.courseware.package.names import normalised_name
from emulator.courseware.package.refused import PackageRefused
from emulator.sandbox.world import World
from emulator.store.content.contents import Contents, StoredFile, parts_of
from emulator.store.rows import Row

# Any fixed moment will do, so that the same files make the same archive; zip cannot tell one before 1980.
_TIMESTAMP = (2024, 1, 1, 0, 0, 0)


class BadAssetPathError(Exception):
    """A path that no file of a course can have; the words say why."""


def contents_of(world: World, package: Row) -> Contents:
    """The files of a stored package."""
    return world.files.store.contents(world.work, world.sandbox.folder(), str(package["folder"]))


def asset_name(raw: str) -> str:
    """The name of a file of the course. One slash at the front means the course's own folder. Raises `BadAssetPathError`."""
    if raw.endswith(("/", "\\")):
        raise BadAssetPathError("names a folder")
    try:
        return normalised_name(raw.removeprefix("/"))
    except PackageRefused:
        raise BadAssetPathError("is not the relative path of a file") from None


def pack_assets(listed: list[StoredFile], into: Path) -> None:
    """Write files into a zip archive, the same bytes for the same files. Slow on large courses: call it in a thread."""
    # Stored, not deflated: zlib's output differs from build to build, and a thread is not busy with it.
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as archive:
        for each in listed:
            info = zipfile.ZipInfo(each.name, _TIMESTAMP)
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            info.file_size = each.size
            with suppress(FileNotFoundError):  # removed meanwhile
                parts = parts_of(each)
                first = next(parts, b"")
                with archive.open(info, "w") as target:
                    target.write(first)
                    for part in parts:
                        target.write(part)
