"""Course imports: starting them, their job, and their status.

A job's id is made of the application's id and the course's (recorded: ids looked like that). After the job has ended, the next import of
the course uses the same id. While it is running, `mayCreateNewVersion` decides: another import creates a further version, with a number
added to the job's id, or is refused with 409 (both inferred).
"""

from datetime import timedelta
from itertools import count
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from sqlalchemy import bindparam, select

from emulator.courseware.importing.packages import FILE_TYPES, fetch_archive, fetched_archive, read_file, uploaded_file
from emulator.courseware.package.package import CoursePackage
from emulator.courseware.readers.media import MediaFacts
from emulator.http import Upload
from emulator.jobs.job import Commit, JobFailedError, JobKind, JobStep, begin_job, keep_upload, stop_job
from emulator.sandbox.world import World
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud import tags
from emulator.vendors.scormcloud.courses import course_content, courses
from emulator.vendors.scormcloud.courses.dispatched import is_dispatched
from emulator.vendors.scormcloud.errors import BadRequest, CourseAlreadyExists, ImportJobNotFound, ImportRunning
from emulator.vendors.scormcloud.imports.import_sources import Source
from emulator.vendors.scormcloud.registrations import course_removal, postbacks
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudCourse, ScormCloudImport
from emulator.vendors.scormcloud.wire.writing import writer_of

KEPT = timedelta(days=7)  # documented: after the end; here after the start, which is seconds earlier
STATUS = {"Queued": "RUNNING", "Running": "RUNNING", "Complete": "COMPLETE", "Failed": "ERROR"}

_OF_COURSE = Statement(
    select(*ScormCloudImport.__table__.c)
    .where(ScormCloudImport.app_id == bindparam("app_id"), ScormCloudImport.course_id == bindparam("course_id"))
    .order_by(ScormCloudImport.id)
)


def start(
    world: World,
    course_id: str,
    source: Source,
    *,
    new_version: bool,
    postback_url: str | None,
    new_tags: list[str] | None,
) -> dict[str, str]:
    """Start to import a source (`url` or `upload`, and `content_type`). 409 for a course that exists or is being imported, unless the
    request allows a new version."""
    app_id = world.actor["id"]
    _check(world, course_id, new_version=new_version, new_tags=new_tags or [])
    if isinstance(source.get("upload"), Upload):
        source = {**source, "file_name": source["upload"].filename, "upload": keep_upload(world, source["upload"].path)}
    job_id = _job_id(world, app_id, course_id)
    world.work.delete(ScormCloudImport, id=job_id)
    world.work.insert(
        ScormCloudImport,
        {
            "id": job_id,
            "app_id": app_id,
            "course_id": course_id,
            "state": COURSE_IMPORT.states[0],
            "message": None,
            "result": None,
            "postback_url": postback_url,
            "started": world.now(),
        },
    )
    begin_job(
        world, COURSE_IMPORT, job_id, {**source, "app_id": app_id, "course_id": course_id, "tags": new_tags or []}
    )
    return {"result": job_id}


def find(world: World, job_id: str) -> Row:
    """The status of an import. 404 for an unknown job; a finished job is deleted after a week of the sandbox's clock."""
    row = world.work.get(ScormCloudImport, id=job_id, app_id=world.actor["id"])
    if row is None or (_has_ended(row) and world.now() - row["started"] > KEPT):
        raise ImportJobNotFound(job_id=job_id)
    return _shown(row)


def _shown(row: Row) -> Row:
    return {
        "job_id": row["id"],
        "status": STATUS[row["state"]],
        "message": row["message"],
        "import_result": row["result"] or {"parser_warnings": []},
    }


def stop(world: World, course_id: str) -> None:
    """Stop the running imports of a course that is being deleted."""
    for row in _under_way(world, course_id):
        stop_job(COURSE_IMPORT, world.sandbox, world.work, row["id"])
        changes: Row = {"state": COURSE_IMPORT.failed, "message": "The course was deleted."}
        world.work.update(ScormCloudImport, {"id": row["id"]}, changes)
        if row["postback_url"]:
            shown = _shown({**row, **changes})
            world.started_jobs.append(postbacks.post_import(world.sandbox, world.work, row["postback_url"], shown))


def _check(world: World, course_id: str, *, new_version: bool, new_tags: list[str]) -> None:
    if not course_id:
        raise BadRequest(why="courseId: is required")
    tags.check(new_tags)
    if new_version:
        return
    if _under_way(world, course_id):
        raise ImportRunning("mayCreateNewVersion=true makes a further version of it", course_id=course_id)
    if world.work.get(ScormCloudCourse, app_id=world.actor["id"], id=course_id):
        raise CourseAlreadyExists("mayCreateNewVersion=true makes a new version of it", course_id=course_id)


def _job_id(world: World, app_id: str, course_id: str) -> str:
    """The first id that no running import has, and no import of another course: a course's id can end in a number too."""
    for number in count(1):
        job_id = f"{app_id}{course_id}" + (f"-{number}" if number > 1 else "")
        row = world.work.get(ScormCloudImport, id=job_id)
        if row is None or (row["course_id"] == course_id and row["app_id"] == app_id and _has_ended(row)):
            return job_id
    raise AssertionError("there is always a next number")


def _under_way(world: World, course_id: str) -> list[Row]:
    rows = world.work.all(_OF_COURSE, app_id=world.actor["id"], course_id=course_id)
    return [row for row in rows if not _has_ended(row)]


def _has_ended(row: Row) -> bool:
    return row["state"] in ("Complete", "Failed")


async def _bring(step: JobStep) -> Commit | None:
    """The work before Running: check the file's type, and download the file."""
    detail = step.job["detail"]
    if _content_type(detail) not in FILE_TYPES:
        raise JobFailedError(f"{detail['content_type']} cannot be imported; {', '.join(FILE_TYPES)} can")
    return await fetch_archive(step, detail["url"]) if detail.get("url") else None


async def _read(step: JobStep) -> Commit:
    """The work before Complete: read the package. The course is created with the job's last move, so only once."""
    detail = step.job["detail"]
    upload = detail.get("upload")
    archive = await (uploaded_file(step, upload) if upload else fetched_archive(step, detail["url"]))
    package, store = await read_file(step, archive, _content_type(detail), _file_name(detail), _facts(detail))

    def commit(world: World) -> None:
        work = world.work
        key = {"app_id": detail["app_id"], "id": detail["course_id"]}
        number = world.ids.number("scormcloud.course")
        course_removal.finish(world.sandbox, work, detail["app_id"], detail["course_id"])
        course = courses.add_version(work, world.now(), number, key, package, store(work))
        tags.add(work, key["app_id"], tags.COURSE, key["id"], detail["tags"])
        work.update(
            ScormCloudImport,
            {"id": step.job["subject"]},
            {"result": _result(work, course, package), "message": "Import Successful"},
        )

    return commit


def _content_type(detail: dict[str, Any]) -> str:
    found: str = detail["content_type"]
    return found.partition(";")[0].strip().lower()


def _file_name(detail: dict[str, Any]) -> str:
    """The name of the uploaded file, or the last part of the URL's path."""
    return str(detail.get("file_name") or unquote(urlsplit(detail.get("url") or "").path))


def _facts(detail: dict[str, Any]) -> MediaFacts:
    """The members of MediaFileMetadataSchema."""
    given = detail.get("metadata") or {}
    return MediaFacts(
        given.get("title") or None,
        given.get("description") or None,
        given.get("content_language") or None,
        given.get("estimated_duration"),
    )


def _result(work: UnitOfWork, course: Row, package: CoursePackage) -> Row:
    """The course for the job's status. It stays the same even if the course changes. The form of the path is recorded of the vendor's
    engine."""
    shown = {
        **course,
        "course_learning_standard": course_content.learning_standard(package.standard),
        "tags": tags.of(work, course["app_id"], tags.COURSE, course["id"]),
        "dispatched": is_dispatched(work, course["app_id"], course["id"]),
    }
    moments = {name: writer_of("CourseSchema").datetime(course[name]) for name in ("created", "updated")}
    names = ("id", "title", "version", "course_learning_standard", "tags", "dispatched")
    return {
        "web_path_to_course": f"/courses/{course['app_id']}/{quote(course['id'], safe='')}/{course['version']}",
        "parser_warnings": list(package.warnings),
        "course_languages": list(package.metadata.languages),
        "course": {**{name: shown[name] for name in names}, **moments},
    }


def _moved(world: World, job_id: str, state: str, reason: str | None) -> None:
    changes: Row = {"state": state}
    if reason is not None:
        changes["message"] = reason
    world.work.update(ScormCloudImport, {"id": job_id}, changes)


def _ended(world: World, job_id: str) -> None:
    row = world.work.get(ScormCloudImport, id=job_id)
    if row is not None and row["postback_url"]:
        postbacks.post_import(world.sandbox, world.work, row["postback_url"], _shown(row))


COURSE_IMPORT = JobKind(
    name="scormcloud.import",
    states=("Queued", "Running", "Complete"),
    failed="Failed",
    moved=_moved,
    work={"Running": _bring, "Complete": _read},
    calls=frozenset({"Running"}),
    ended=_ended,
)
"""Running begins when the file is here, Complete when it was read. In the API these are RUNNING, COMPLETE and ERROR."""
