"""Finding stored course packages."""

from collections.abc import Iterable

from sqlalchemy import select

from emulator.courseware.package.package import CoursePackage
from emulator.courseware.tables import StoredPackage
from emulator.store.rows import Statement
from emulator.store.unit_of_work import UnitOfWork

_FOLDERS = Statement(select(StoredPackage.folder))


def package_of(work: UnitOfWork, package_id: str | None) -> CoursePackage | None:
    """The package with that id; None if the id is None or unknown."""
    row = work.get(StoredPackage, id=package_id) if package_id is not None else None
    package: CoursePackage | None = row["document"] if row is not None else None
    return package


def package_folders(work: UnitOfWork) -> list[str]:
    """Where the contents of all packages lie, below the sandbox's folder."""
    return [str(row["folder"]) for row in work.all(_FOLDERS)]


def read_ahead(work: UnitOfWork, package_ids: Iterable[str | None]) -> None:
    """Read many packages at once, for `package_of`."""
    work.read_ahead(StoredPackage, ({"id": package_id} for package_id in package_ids if package_id is not None))
