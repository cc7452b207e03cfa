"""Courses: imports, versions, titles and tags."""

from datetime import datetime

from emulator.sandbox.world import World
from emulator.vendors.router import polls
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.deletion import deletion
from emulator.vendors.scormcloud.imports import import_sources, imports
from emulator.vendors.scormcloud.imports.imports import COURSE_IMPORT
from emulator.vendors.scormcloud.routing import router
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tagged import course_tags
from emulator.vendors.scormcloud.wire.listing import Listing


@router.post("/courses/importJobs/upload", status_code=200)
def create_upload_and_import_course_job(
    world: World,
    course_id: str,
    may_create_new_version: bool,
    postback_url: str | None,
    tags: list[str] | None,
    body: Row,
) -> dict[str, str]:
    source = import_sources.uploaded(world, body)
    return imports.start(
        world, course_id, source, new_version=may_create_new_version, postback_url=postback_url, new_tags=tags
    )


@router.post("/courses/importJobs", status_code=200)
def create_fetch_and_import_course_job(
    world: World,
    course_id: str,
    may_create_new_version: bool,
    postback_url: str | None,
    tags: list[str] | None,
    body: Row,
) -> dict[str, str]:
    source = import_sources.fetched(world, body)
    return imports.start(
        world, course_id, source, new_version=may_create_new_version, postback_url=postback_url, new_tags=tags
    )


@router.post("/courses/importJobs/noUpload", status_code=200)
def create_no_upload_and_import_course_job(
    world: World,
    course_id: str,
    may_create_new_version: bool,
    postback_url: str | None,
    tags: list[str] | None,
    body: Row,
) -> dict[str, str]:
    source = import_sources.referenced(world, body)
    return imports.start(
        world, course_id, source, new_version=may_create_new_version, postback_url=postback_url, new_tags=tags
    )


@router.get("/courses/importJobs/{importJobId}", status_code=200)
@polls(COURSE_IMPORT, "importJobId")
def get_import_job_status(world: World, import_job_id: str) -> Row:
    return imports.find(world, import_job_id)


@router.get("/courses", status_code=200)
def get_courses(world: World, page: Listing, include_registration_count: bool, include_course_metadata: bool) -> Row:
    return courses.find_all(world, page, count=include_registration_count, metadata=include_course_metadata)


@router.get("/courses/{courseId}", status_code=200)
def get_course(world: World, course_id: str, include_registration_count: bool, include_course_metadata: bool) -> Row:
    return courses.find(world, course_id, count=include_registration_count, metadata=include_course_metadata)


@router.get("/courses/{courseId}/versions", status_code=200)
def get_course_versions(
    world: World,
    course_id: str,
    since: datetime | None,
    until: datetime | None,
    include_registration_count: bool,
    include_course_metadata: bool,
) -> dict[str, list[Row]]:
    return courses.find_versions(
        world, course_id, since, until, count=include_registration_count, metadata=include_course_metadata
    )


@router.get("/courses/{courseId}/versions/{versionId}", status_code=200)
def get_course_version_info(
    world: World, course_id: str, version_id: int, include_registration_count: bool, include_course_metadata: bool
) -> Row:
    return courses.find_version(
        world, course_id, version_id, count=include_registration_count, metadata=include_course_metadata
    )


@router.delete("/courses/{courseId}", status_code=204)
def delete_course(world: World, course_id: str) -> None:
    deletion.delete_course(world, course_id)


@router.delete("/courses/{courseId}/versions/{versionId}", status_code=204)
def delete_course_version(world: World, course_id: str, version_id: int) -> None:
    deletion.delete_version(world, course_id, version_id)


@router.put("/courses/{courseId}/title", status_code=204)
def set_course_title(world: World, course_id: str, body: Row) -> None:
    courses.set_title(world, course_id, body["title"])


@router.get("/courses/{courseId}/tags", status_code=200)
def get_course_tags(world: World, course_id: str) -> dict[str, list[str]]:
    return course_tags.find(world, course_id)


@router.put("/courses/{courseId}/tags", status_code=204)
def put_course_tags(world: World, course_id: str, body: Row) -> None:
    course_tags.replace(world, course_id, body["tags"])


@router.delete("/courses/{courseId}/tags", status_code=204)
def delete_course_tags(world: World, course_id: str, body: Row) -> None:
    course_tags.remove(world, course_id, body["tags"])


@router.put("/courses/tags", status_code=204)
def put_course_tags_batch(world: World, body: Row) -> None:
    course_tags.add_to_all(world, body)
