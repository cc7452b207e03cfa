"""Stored course packages are found by their ids."""

from datetime import UTC, datetime
from pathlib import Path

from emulator.courseware.package.package import Activity, CoursePackage, Standard
from emulator.courseware.stored_packages import package_of
from emulator.courseware.tables import StoredPackage
from emulator.store.database import Database
from emulator.store.migration import migrate
from emulator.store.unit_of_work import UnitOfWork

PACKAGE = CoursePackage(
    Standard.SCORM_12, "c", "Course", "one.html", "imsmanifest.xml", Activity("one", "One", "SCO", href="one.html")
)
ROW = {"id": "p", "standard": "SCORM_12", "title": "Course", "folder": "p", "document": PACKAGE}


def test_a_package_is_found_by_its_id_in_its_own_sandbox_only(tmp_path: Path) -> None:
    database = Database(tmp_path / "test.db")
    migrate(database)
    with UnitOfWork(database, "one") as work:
        work.insert(StoredPackage, {**ROW, "created": datetime(2030, 1, 1, tzinfo=UTC)})
        assert package_of(work, "p") == PACKAGE
        assert [package_of(work, "q"), package_of(work, None)] == [None, None]
    with UnitOfWork(database, "two") as work:
        assert package_of(work, "p") is None
    database.close()
