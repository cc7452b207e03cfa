"""Finding stored course packages."""

from emulator.courseware.package.package import CoursePackage
from emulator.courseware.tables import StoredPackage
from emulator.store.unit_of_work import UnitOfWork


def package_of(work: UnitOfWork, package_id: str | None) -> CoursePackage | None:
    """The package with that id; None if there is none, or no id."""
    row = work.get(StoredPackage, id=package_id) if package_id is not None else None
    package: CoursePackage | None = row["document"] if row is not None else None
    return package
