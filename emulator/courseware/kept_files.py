"""Which files the rows of a sandbox refer to: those of packages, and those of jobs that have not ended."""

from pathlib import Path

from emulator.courseware.stored_packages import package_folders
from emulator.jobs.job import UPLOADS, jobs_under_way
from emulator.light.records import dataclass
from emulator.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """Paths of files and folders. `working` are the folders of jobs, which may have more in them than their rows know of."""

    working: list[Path]
    others: list[Path]


def kept_files(work: UnitOfWork, folder: Path) -> KeptFiles:
    """The files that the rows refer to, in the folder of their sandbox. The folder of a job that has just begun may not exist yet."""
    jobs = jobs_under_way(work)
    uploads = [folder / UPLOADS / job["detail"]["upload"] for job in jobs if job["detail"].get("upload")]
    return KeptFiles(
        [folder / "jobs" / str(job["number"]) for job in jobs],
        [*uploads, *(folder / package for package in package_folders(work))],
    )
