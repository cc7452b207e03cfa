"""From an uploaded archive to a course folder: all of it or nothing."""

import tempfile
from pathlib import Path

from emulator.courseware.archive import Archive, Limits
from emulator.courseware.package import CoursePackage
from emulator.courseware.readers import read_package

# Left beside the target only by a process that was killed; safe to delete when none is importing.
TEMPORARY_PREFIX = ".importing-"


def import_package(archive: Path, into: Path, limits: Limits = Limits()) -> CoursePackage:  # noqa: B008
    """Reads the zip file `archive` and unpacks the course so that its root is the folder `into`.

    Blocks for as long as unpacking takes: call it in a thread. `into` appears, or is replaced if an earlier
    run got that far, only when everything is well. Raises `PackageRefused` for a package that cannot be
    taken and OSError when our own disk fails; both leave the file system as it was.
    """
    with Archive(archive, limits) as opened:
        package, content = read_package(opened)
        into.parent.mkdir(parents=True, exist_ok=True)
        # A sibling, so that the final rename stays on one file system and is atomic.
        with tempfile.TemporaryDirectory(prefix=TEMPORARY_PREFIX, dir=into.parent) as temporary:
            fresh = Path(temporary) / "fresh"
            fresh.mkdir()
            content.extract(fresh)
            if into.exists():
                into.rename(Path(temporary) / "replaced")
            fresh.rename(into)
    return package
