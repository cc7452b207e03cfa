"""Reading a package: the reader of each family of standards is tried, in order."""

from typing import Protocol

from emulator.courseware.package.archive import Archive
from emulator.courseware.package.content import PackageContent
from emulator.courseware.package.names import lookup_key
from emulator.courseware.package.package import CoursePackage
from emulator.courseware.package.refused import PackageRefused
from emulator.courseware.readers import tincan
from emulator.courseware.readers.aicc import aicc
from emulator.courseware.readers.aicc.aicc import AiccReader
from emulator.courseware.readers.cmi5 import cmi5
from emulator.courseware.readers.cmi5.cmi5 import Cmi5Reader
from emulator.courseware.readers.scorm.scorm import MANIFEST, ScormReader
from emulator.courseware.readers.tincan import TinCanReader


class PackageReader(Protocol):
    """Knows one family of standards."""

    def find(self, archive: Archive) -> PackageContent | None:
        """The course in the archive, or None if it is not of this family."""

    def read(self, content: PackageContent) -> CoursePackage:
        """The course, or `PackageRefused`."""


# To add a standard: one file beside this one, and its reader here. The first that finds its manifest reads.
READERS: tuple[PackageReader, ...] = (ScormReader(), Cmi5Reader(), TinCanReader(), AiccReader())
_MANIFESTS = (MANIFEST, cmi5.MANIFEST, tincan.MANIFEST)


def read_package(archive: Archive) -> tuple[CoursePackage, PackageContent]:
    """The course in the archive and its files; raises `PackageRefused` when no reader knows it."""
    for reader in READERS:
        content = reader.find(archive)
        if content is not None:
            return reader.read(content), content
    raise _unknown(archive)


def _unknown(archive: Archive) -> PackageRefused:
    for manifest in _MANIFESTS:
        deeper = [name for name in archive.names if lookup_key(name).endswith("/" + manifest)]
        if deeper:
            return PackageRefused(f"{manifest} must lie at the root of the archive, but it was found at {deeper[0]}.")
    parts = [name for name in archive.names if name.lower().endswith(aicc.ENDINGS)]
    if parts:
        return PackageRefused(f"The archive has an AICC file, {parts[0]}, but no .crs file at its root.")
    return PackageRefused(
        f"The archive is no course: at its root it has no {', '.join(_MANIFESTS)} and no .crs file (AICC)."
    )
