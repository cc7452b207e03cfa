"""One reader for each family of standards, asked in turn."""

from typing import Protocol

from emulator.courseware.archive import Archive
from emulator.courseware.content import PackageContent
from emulator.courseware.names import lookup_key
from emulator.courseware.package import CoursePackage
from emulator.courseware.readers.scorm import MANIFEST, ScormReader
from emulator.courseware.refused import PackageRefused


class Reader(Protocol):
    """Knows one family of standards."""

    def find(self, archive: Archive) -> PackageContent | None:
        """The course in the archive, or None if it is not of this family."""

    def read(self, content: PackageContent) -> CoursePackage:
        """The course, or `PackageRefused`."""


# To add a standard: one file beside this one, and its reader here. The first that finds its manifest reads.
READERS: tuple[Reader, ...] = (ScormReader(),)


def read_package(archive: Archive) -> tuple[CoursePackage, PackageContent]:
    """The course in the archive and its files; raises `PackageRefused` when no reader knows it."""
    for reader in READERS:
        content = reader.find(archive)
        if content is not None:
            return reader.read(content), content
    deeper = [name for name in archive.names if lookup_key(name).endswith("/" + MANIFEST)]
    if deeper:
        raise PackageRefused(f"{MANIFEST} must lie at the root of the archive, but it was found at {deeper[0]}.")
    raise PackageRefused(
        f"The archive has no {MANIFEST} at its root (AICC, cmi5 and Tin Can packages are not read yet)."
    )
