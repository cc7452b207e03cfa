"""From an uploaded archive or file to a course folder: all of it or nothing."""

import shutil
from collections.abc import Callable
from pathlib import Path

from emulator.courseware.package.archive import Archive, ArchiveLimits
from emulator.courseware.package.package import CoursePackage
from emulator.courseware.package.refused import PackageRefused
from emulator.courseware.readers.cmi5.cmi5 import MANIFEST, read_bare_cmi5
from emulator.courseware.readers.media import HEAD_BYTES, MediaFacts, read_media
from emulator.courseware.readers.reading import read_package

_MAX_XML_BYTES = 16 * 1024 * 1024


def import_package(archive: Path, into: Path, limits: ArchiveLimits = ArchiveLimits()) -> CoursePackage:  # noqa: B008
    """Reads the zip file `archive` and unpacks the course so that its root is the folder `into`.

    Blocks for as long as unpacking takes: call it in a thread. `into` must not exist, so that two runs never
    meet in it. Raises `PackageRefused` for a package that cannot be taken and OSError when our own disk
    fails; both leave no `into`.
    """
    with Archive(archive, limits) as opened:
        package, content = read_package(opened)
        _put(into, content.extract)
    return package


def import_media(file: Path, content_type: str, file_name: str, into: Path, facts: MediaFacts) -> CoursePackage:
    """The same for a single media file of one of `MEDIA_TYPES`, which keeps the name that the caller gave it."""
    with file.open("rb") as opened:
        head = opened.read(HEAD_BYTES)
    package, name = read_media(content_type, file_name, head, file.stat().st_size, facts)
    _put(into, lambda folder: _copy(file, folder / name))
    return package


def import_bare_cmi5(file: Path, into: Path) -> CoursePackage:
    """The same for a cmi5.xml without an archive, whose units lie on web servers."""
    if file.stat().st_size > _MAX_XML_BYTES:
        raise PackageRefused(f"{MANIFEST} is larger than 16 MiB, too large for its kind.")
    package = read_bare_cmi5(file.read_bytes())
    _put(into, lambda folder: _copy(file, folder / MANIFEST))
    return package


def _put(into: Path, fill: Callable[[Path], None]) -> None:
    into.mkdir(parents=True)
    try:
        fill(into)
    except BaseException:
        shutil.rmtree(into, ignore_errors=True)
        raise


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
