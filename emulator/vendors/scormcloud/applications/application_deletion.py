"""Deleting an application with all its data."""

from sqlalchemy import bindparam, func, or_, select

from emulator.jobs.job import Job
from emulator.sandbox.world import World
from emulator.vendors.scormcloud.applications import applications
from emulator.vendors.scormcloud.errors import ApplicationNotEmpty
from emulator.vendors.scormcloud.imports.imports import COURSE_IMPORT
from emulator.vendors.scormcloud.registrations import course_removal
from emulator.vendors.scormcloud.rows import Statement, Table
from emulator.vendors.scormcloud.tables import ScormCloudApplication, ScormCloudCourse, ScormCloudImport

PREFIX = "scormcloud"

_COURSES = Statement(
    select(func.count(ScormCloudCourse.number)).where(ScormCloudCourse.app_id == bindparam("app_id")),
)
_IMPORTS = Statement(
    select(func.count(ScormCloudImport.id)).where(
        ScormCloudImport.app_id == bindparam("app_id"),
        or_(*(ScormCloudImport.state == state for state in COURSE_IMPORT.states[:-1])),
    )
)
_JOBS = Statement(select(Job.id, Job.detail).where(Job.kind.startswith(f"{PREFIX}.", autoescape=True)))


def delete(world: World, app_id: str) -> None:
    """Delete an application. 409 while it has content (documented): courses, or imports of courses (inferred).

    Everything with its `app_id` is deleted too: rows of all tables of this vendor, and jobs whose detail names it.
    """
    applications.find_row(world, app_id)
    if world.work.value(_COURSES, app_id=app_id) or world.work.value(_IMPORTS, app_id=app_id):
        raise ApplicationNotEmpty("delete its courses first", app_id=app_id)
    course_removal.finish_all(world.sandbox, world.work, app_id)
    for job in world.work.all(_JOBS):
        if job["detail"].get("app_id") == app_id:
            world.work.delete(Job, id=job["id"])
    for table in tables():
        world.work.delete(table, app_id=app_id)
    world.work.delete(ScormCloudApplication, id=app_id)


def tables() -> list[type[Table]]:
    """Every table of this vendor whose rows belong to an application."""
    ours = [table for table in Table.__subclasses__() if table.__tablename__.startswith(f"{PREFIX}_")]
    return [table for table in ours if "app_id" in table.__table__.c]
