"""From a URL or an uploaded file to a course package in the store: the slow part of every vendor's import job."""

import asyncio
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from emulator.courseware.importing.fetching import FetchFailedError, fetch
from emulator.courseware.importing.short_thread_switches import short_thread_switches
from emulator.courseware.package.archive import ArchiveLimits
from emulator.courseware.package.package import CoursePackage
from emulator.courseware.package.refused import PackageRefused
from emulator.courseware.readers.media import MEDIA_TYPES, MediaFacts
from emulator.courseware.tables import StoredPackage
from emulator.imports import bring
from emulator.jobs.job import UPLOADS, Commit, JobFailedError, JobStep, discard_upload
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.world import World
from emulator.store.content.contents import StoredFile, parts_of
from emulator.store.rows import Row
from emulator.store.unit_of_work import UnitOfWork

ZIP_TYPES = ("application/zip", "application/x-zip-compressed")
XML_TYPES = ("text/xml", "application/xml")
IMPORTING = "emulator.courseware.importing.importing"  # with all readers and the XML library
ARCHIVE = "archive"
GONE = "the file of the course is gone"
FILE_TYPES = (*ZIP_TYPES, *XML_TYPES, *MEDIA_TYPES)
"""What a course can be imported from: a zip, a cmi5.xml alone, a media file."""


async def fetch_archive(step: JobStep, url: str) -> Commit:
    """Download a package. Returns the function that puts it into the job's folder, for `fetched_archive`. Raises `JobFailedError`."""
    archive = await _fetch(step, url)

    def put(world: World) -> None:
        place = step.path(ARCHIVE)
        world.work.remove_if_undone(partial(place.unlink, missing_ok=True))
        place.parent.mkdir(parents=True, exist_ok=True)
        archive.replace(place)

    return put


async def _fetch(step: JobStep, url: str) -> Path:
    archive = step.world.new_folder() / ARCHIVE
    try:
        await step.unless_gone(fetch(step.world.sandbox.outgoing, url, archive, step.world.files.limits))
    except FetchFailedError as error:
        raise JobFailedError(error.reason) from None
    return archive


async def uploaded_file(step: JobStep, name: str) -> Path:
    """The file on this machine's disk that `keep_upload` kept under that name. Raises `JobFailedError` if it is gone."""
    home = step.world.sandbox.folder()

    def find() -> StoredFile | None:
        with step.world.sandbox.reading() as work:
            return step.world.files.store.contents(work, home, UPLOADS).find(name)

    found = await step.world.sandbox.work().database.run(step.world.sandbox.name, find)
    if found is None:
        raise JobFailedError(GONE)
    if isinstance(found.body, Path):
        return found.body
    archive = step.world.new_folder() / ARCHIVE
    await asyncio.to_thread(_write, found, archive)
    return archive


def _write(found: StoredFile, into: Path) -> None:
    with into.open("wb") as file:
        for part in parts_of(found):
            file.write(part)


async def fetched_archive(step: JobStep, url: str) -> Path:
    """The file that `fetch_archive` downloaded; it is fetched again if the job has moved to another machine since."""
    archive = step.path(ARCHIVE)
    return archive if archive.exists() else await _fetch(step, url)


async def read_archive(step: JobStep, archive: Path) -> tuple[CoursePackage, Callable[[UnitOfWork], str]]:
    """Read and unpack a package, in a thread. Returns it, and a function that stores its row and returns the row's id.

    Raises `JobFailedError` for an invalid course. The archive itself is deleted once its row is stored.
    """
    limits = ArchiveLimits(max_total_bytes=step.world.files.limits.unpacked_bytes)
    return await _read(step, archive, lambda by, folder: by.import_package(archive, folder, limits))


async def read_file(
    step: JobStep, file: Path, content_type: str, file_name: str, facts: MediaFacts
) -> tuple[CoursePackage, Callable[[UnitOfWork], str]]:
    """The same for a file of any type in `FILE_TYPES`; `file_name` and `facts` count for media alone."""
    if content_type in MEDIA_TYPES:
        return await _read(step, file, lambda by, folder: by.import_media(file, content_type, file_name, folder, facts))
    if content_type in XML_TYPES:
        return await _read(step, file, lambda by, folder: by.import_bare_cmi5(file, folder))
    return await read_archive(step, file)


async def _read(
    step: JobStep, archive: Path, read: Callable[[Any, Path], CoursePackage]
) -> tuple[CoursePackage, Callable[[UnitOfWork], str]]:
    if not archive.exists():
        raise JobFailedError(GONE)
    folder = step.world.new_folder() / "content"
    await bring(IMPORTING)
    try:
        with short_thread_switches():
            package = await asyncio.to_thread(read, import_module(IMPORTING), folder)
    except PackageRefused as error:
        raise JobFailedError(error.reason) from None
    put = await asyncio.to_thread(step.world.files.store.put, folder)

    def store(work: UnitOfWork) -> str:
        package_id = store_package(work, step.world.sandbox, package, f"{step.place}/content", put)
        # What was fetched before. An upload goes below, and what lies in a folder of this try with the folder.
        work.after_commit(partial(step.world.files.discard, step.path(ARCHIVE)))
        if step.job["detail"].get("upload"):
            discard_upload(step.world.sandbox, work, step.job["detail"]["upload"])
        return package_id

    return package, store


def store_package(work: UnitOfWork, sandbox: Sandbox, package: CoursePackage, place: str, put: Any) -> str:
    """Store the row of a package that was unpacked and `put` where files are kept, and its files at `place`, below the sandbox's folder.

    Returns the row's id.
    """
    sandbox.files.store.keep(work, sandbox.folder(), place, put)
    package_id = f"package-{sandbox.ids.number('package')}"
    row = {
        "id": package_id,
        "standard": str(package.standard),
        "title": package.title,
        "folder": place,
        "document": package,
        "created": sandbox.clock.now(),
    }
    work.insert(StoredPackage, row)
    return package_id


def delete_package(work: UnitOfWork, sandbox: Sandbox, package_id: str) -> None:
    """Delete a package that nothing refers to any more, and its files."""
    package = work.get(StoredPackage, id=package_id)
    if package is not None:
        work.delete(StoredPackage, id=package_id)
        sandbox.files.store.discard(work, sandbox.folder(), place_of(package))


def place_of(package: Row) -> str:
    """The package's folder, below the sandbox's own."""
    return "/".join(str(package["folder"]).split("/")[:2])
