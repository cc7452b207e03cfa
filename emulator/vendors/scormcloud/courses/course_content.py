"""The data of a course's package in the members of the vendor's types."""

from emulator.courseware import stored_packages
from emulator.courseware.package.package import Activity, CoursePackage, Standard
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud.rows import Row


def package_of(work: UnitOfWork, package_id: str) -> CoursePackage:
    """The package of a course version."""
    package = stored_packages.package_of(work, package_id)
    assert package is not None
    return package


def learning_standard(standard: str) -> str:
    """The vendor's word for a standard: SCORM_2004_3RD_EDITION is SCORM20043RDEDITION (the client's).

    A media file is UNKNOWN (inferred: the client's words have none for it, the vendor's engine calls it MediaFile).
    """
    if standard == Standard.MEDIA:
        return Standard.UNKNOWN.value
    return Standard(standard).value.replace("_", "")


def metadata(package: CoursePackage) -> Row | None:
    """CourseSchema.metadata; None if the package has none (documented by the client: requesting it then has no effect)."""
    found = package.metadata
    row: Row = {
        "title": found.title,
        "title_language": found.title_language,
        "description": found.description,
        "description_language": found.description_language,
        "duration": found.duration,
        "typical_time": found.typical_time,
        "keywords": list(found.keywords) or None,
    }
    return row if any(value is not None for value in row.values()) else None


def activity_tree(activity: Activity) -> Row:
    """CourseSchema.rootActivity."""
    score = activity.scaled_passing_score
    return {
        "item_identifier": activity.identifier,
        "resource_identifier": activity.resource_identifier,
        "activity_type": activity.kind,
        "href": activity.href,
        "scaled_passing_score": str(score) if score is not None else None,
        "title": activity.title,
        "children": [activity_tree(child) for child in activity.children],
    }
