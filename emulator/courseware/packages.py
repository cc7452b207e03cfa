"""From a URL or an uploaded file to a course package in the store: the slow part of every vendor's import job."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from emulator.courseware.archive import Limits as ArchiveLimits
from emulator.courseware.fetching import FetchFailedError, fetch
from emulator.courseware.importing import import_package
from emulator.courseware.package import CoursePackage
from emulator.courseware.refused import PackageRefused
from emulator.courseware.tables import StoredPackage
from emulator.jobs.job import JobFailedError, Step
from emulator.sandbox.sandbox import Sandbox
from emulator.store.files import Files
from emulator.store.unit_of_work import UnitOfWork


async def fetch_archive(step: Step, url: str) -> Path:
    """Download a package into the job's own folder. Raises `JobFailedError`."""
    archive = step.folder() / "archive"
    try:
        await fetch(url, archive, step.files.limits)
    except FetchFailedError as error:
        raise JobFailedError(error.reason) from None
    return archive


async def read_archive(step: Step, archive: Path) -> tuple[CoursePackage, Callable[[UnitOfWork], str]]:
    """Read and unpack a package, in a thread. Answers it, with the function that stores its row and answers the row's id.

    Raises `JobFailedError` for what is not a valid course. The archive itself is deleted once its row is stored.
    """
    if not archive.exists():
        raise JobFailedError("the file of the course is gone")
    folder = step.folder() / "content"
    limits = ArchiveLimits(max_total_bytes=step.files.limits.unpacked_bytes)
    try:
        package = await asyncio.to_thread(import_package, archive, folder, limits)
    except PackageRefused as error:
        raise JobFailedError(error.reason) from None

    def store(work: UnitOfWork) -> str:
        package_id = store_package(work, step.sandbox, step.files, package, folder)
        archive.unlink(missing_ok=True)
        return package_id

    return package, store


def store_package(work: UnitOfWork, sandbox: Sandbox, files: Files, package: CoursePackage, folder: Path) -> str:
    """Store the row of a package that was unpacked into `folder`, which lies in the sandbox's own; answers the row's id."""
    package_id = f"package-{sandbox.ids.number('package')}"
    row = {
        "id": package_id,
        "standard": str(package.standard),
        "title": package.title,
        "folder": str(folder.relative_to(files.sandbox(sandbox.name, sandbox.generation))),
        "document": package.to_document(),
        "created": sandbox.clock.now(),
    }
    work.insert(StoredPackage, row)
    return package_id
