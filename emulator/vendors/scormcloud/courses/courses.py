"""Courses and their versions."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from sqlalchemy import bindparam, func, select

from emulator.courseware import stored_packages
from emulator.courseware.package.package import CoursePackage
from emulator.light.records import dataclass
from emulator.sandbox.world import World
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud import tags
from emulator.vendors.scormcloud.courses import course_content, dispatched
from emulator.vendors.scormcloud.errors import BadRequest, CourseNotFound, CourseVersionNotFound
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudCourse, ScormCloudCourseVersion, ScormCloudRegistration
from emulator.vendors.scormcloud.wire.listing import Listed, Listing
from emulator.vendors.scormcloud.wire.writing import to_milliseconds

_COURSE = ScormCloudCourse.__table__.c
_LISTED = Listed(
    source=ScormCloudCourse.__table__,
    columns=tuple(_COURSE),
    app_id=_COURSE.app_id,
    number=_COURSE.number,
    orders={"created": _COURSE.created, "updated": _COURSE.updated, "title": _COURSE.title},
    filters={"course_id": _COURSE.id, "title": _COURSE.title},
    id=_COURSE.id,
    tagged=tags.COURSE,
)
_VERSIONS = Statement(
    select(*ScormCloudCourseVersion.__table__.c)
    .where(
        ScormCloudCourseVersion.app_id == bindparam("app_id"),
        ScormCloudCourseVersion.course_id == bindparam("course_id"),
    )
    .order_by(ScormCloudCourseVersion.version)
)
_COUNT = Statement(
    select(func.count(ScormCloudRegistration.number)).where(
        ScormCloudRegistration.app_id == bindparam("app_id"),
        ScormCloudRegistration.course_id == bindparam("course_id"),
    )
)
_COUNT_VERSION = Statement(_COUNT.core.where(ScormCloudRegistration.course_version == bindparam("version")))


@dataclass(frozen=True, slots=True)
class Show:
    """The optional members of a course: its count of registrations and its metadata when they are requested; its activities
    with a single course (recorded of the vendor's engine, inferred here).
    """

    count: bool = False
    metadata: bool = False
    activities: bool = False


def add_version(
    work: UnitOfWork, now: datetime, number: int, key: dict[str, Any], package: CoursePackage, package_id: str
) -> Row:
    """Add a version to the course `{app_id, id}`, creating the course if it does not exist; returns the course's row.

    `number` is unique among all courses. The number of a deleted version is not used again (inferred).
    """
    now = to_milliseconds(now)
    row = work.get(ScormCloudCourse, **key)
    version = row["next_version"] if row else 0
    changes: Row = {"title": package.title, "version": version, "next_version": version + 1, "updated": now}
    if row is None:
        row = {**cast(Row, key), "number": number, "created": now, **changes}
        work.insert(ScormCloudCourse, row)
    else:
        work.update(ScormCloudCourse, key, changes)
    work.insert(
        ScormCloudCourseVersion,
        {
            "app_id": key["app_id"],
            "course_id": key["id"],
            "version": version,
            "title": package.title,
            "standard": str(package.standard),
            "package_id": package_id,
            "created": now,
            "updated": now,
        },
    )
    return {**row, **changes}


def find_row(world: World, course_id: str) -> Row:
    """The row of a course. 404 if there is none."""
    row = world.work.get(ScormCloudCourse, app_id=world.actor["id"], id=course_id)
    if row is None:
        raise CourseNotFound(course_id=course_id)
    return row


def find_version_row(world: World, course_id: str, version: int) -> Row:
    """The row of a version of an existing course. 404 if there is none."""
    if world.work.get(ScormCloudCourse, app_id=world.actor["id"], id=course_id) is None:
        raise CourseVersionNotFound(course_id=course_id, version_id=version)
    return version_row(world, course_id, version)


def version_row(world: World, course_id: str, version: int) -> Row:
    """The row of a version, also of a deleted course that still has registrations. 404 if there is none."""
    row = world.work.get(ScormCloudCourseVersion, app_id=world.actor["id"], course_id=course_id, version=version)
    if row is None:
        raise CourseVersionNotFound(course_id=course_id, version_id=version)
    return row


def read_versions_ahead(world: World, versions: Iterable[tuple[str, int]]) -> None:
    """Read the rows of many versions and their packages at once, each by its course and number."""
    keys = [{"course_id": course_id, "version": version} for course_id, version in versions]
    world.work.read_ahead(ScormCloudCourseVersion, keys, app_id=world.actor["id"])
    found = (world.work.get(ScormCloudCourseVersion, app_id=world.actor["id"], **key) for key in keys)
    stored_packages.read_ahead(world.work, [row["package_id"] for row in found if row is not None])


def version_rows(world: World, course_id: str) -> list[Row]:
    """The rows of every version of a course, the oldest first."""
    return world.work.all(_VERSIONS, app_id=world.actor["id"], course_id=course_id)


def find(world: World, course_id: str, *, count: bool, metadata: bool) -> Row:
    """A course as the API shows it: its latest version, with its activities."""
    return _shown_course(world, find_row(world, course_id), Show(count, metadata, activities=True))


def find_version(world: World, course_id: str, version: int, *, count: bool, metadata: bool) -> Row:
    """A version as the API shows it, with its activities."""
    return _shown_version(world, find_version_row(world, course_id, version), Show(count, metadata, activities=True))


def find_versions(
    world: World, course_id: str, since: datetime | None, until: datetime | None, *, count: bool, metadata: bool
) -> dict[str, list[Row]]:
    """The versions of a course that were changed between two moments (inferred: by the same moment as in the list of courses)."""
    find_row(world, course_id)
    rows = [
        version
        for version in version_rows(world, course_id)
        if (since is None or version["updated"] >= since) and (until is None or version["updated"] <= until)
    ]
    show = Show(count, metadata)
    if count:
        app_id = world.actor["id"]
        versions = ({"version": row["version"]} for row in rows)
        world.work.read_ahead(_COUNT_VERSION, versions, keep=True, app_id=app_id, course_id=course_id)
    _read_ahead(world, rows, show)
    return {"courses": [_shown_version(world, version, show) for version in rows]}


def find_all(world: World, listing: Listing, *, count: bool, metadata: bool) -> Row:
    """A page of courses, each with its latest version."""
    rows, more = _LISTED.page(world, listing)
    show, app_id = Show(count, metadata), world.actor["id"]
    world.work.read_ahead(
        ScormCloudCourseVersion, ({"course_id": row["id"], "version": row["version"]} for row in rows), app_id=app_id
    )
    if count:
        world.work.read_ahead(_COUNT, ({"course_id": row["id"]} for row in rows), keep=True, app_id=app_id)
    _read_ahead(world, [version_row(world, row["id"], row["version"]) for row in rows], show)
    return {"courses": [_shown_course(world, row, show) for row in rows], "more": more}


def set_title(world: World, course_id: str, title: str) -> None:
    """Give the latest version another title (inferred: older versions keep theirs)."""
    row = find_row(world, course_id)
    if not title:
        raise BadRequest(why="body.title: must not be empty")
    changes: Row = {"title": title, "updated": to_milliseconds(world.now())}
    key = {"app_id": row["app_id"], "course_id": course_id, "version": row["version"]}
    world.work.update(ScormCloudCourse, {"app_id": row["app_id"], "id": course_id}, changes)
    world.work.update(ScormCloudCourseVersion, key, changes)


def _read_ahead(world: World, versions: list[Row], show: Show) -> None:
    """Read the rows for `_shown` of many versions at once."""
    app_id = world.actor["id"]
    course_ids = [version["course_id"] for version in versions]
    tags.read_ahead(world.work, app_id, tags.COURSE, course_ids)
    dispatched.read_ahead(world.work, app_id, course_ids)
    if show.metadata:
        stored_packages.read_ahead(world.work, [version["package_id"] for version in versions])


def _shown_course(world: World, row: Row, show: Show) -> Row:
    version = version_row(world, row["id"], row["version"])
    key = {"app_id": row["app_id"], "course_id": row["id"]}
    count = world.work.kept_value(_COUNT, **key) if show.count else None
    moments: Row = {"created": row["created"], "updated": row["updated"]}
    return {**_shown(world, version, show), **moments, "registration_count": count}


def _shown_version(world: World, version: Row, show: Show) -> Row:
    """A version as the API shows it. The count is that of its own registrations."""
    key = {name: version[name] for name in ("app_id", "course_id", "version")}
    count = world.work.kept_value(_COUNT_VERSION, **key) if show.count else None
    return {**_shown(world, version, show), "registration_count": count}


def _shown(world: World, version: Row, show: Show) -> Row:
    shown: Row = {
        "id": version["course_id"],
        "title": version["title"],
        "created": version["created"],
        "updated": version["updated"],
        "version": version["version"],
        "course_learning_standard": course_content.learning_standard(version["standard"]),
        "tags": tags.of(world.work, version["app_id"], tags.COURSE, version["course_id"]),
        "dispatched": dispatched.is_dispatched(world.work, version["app_id"], version["course_id"]),
    }
    if show.metadata or show.activities:
        package = course_content.package_of(world.work, version["package_id"])
        shown["metadata"] = course_content.metadata(package) if show.metadata else None
        shown["root_activity"] = course_content.activity_tree(package.root) if show.activities else None
    return shown
