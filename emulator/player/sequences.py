"""The sequencing of a course in the shape that the SCORM runtime of the page takes; empty where it needs none."""

from typing import Any

from emulator.courseware.package import CoursePackage


def sequencing_of(package: CoursePackage) -> dict[str, Any]:
    """The settings that the runtime's sequencing goes by."""
    return {}
