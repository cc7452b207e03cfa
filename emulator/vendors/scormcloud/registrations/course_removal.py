"""Removing the data of a deleted course: its registrations, and the versions and packages that show them.

Documented: deleting a course queues the deletion of its registrations, which exist until then. So it is a job that follows the sandbox's
clock in every mode (the vendor's samples delete the registration of a course that they have just deleted). If a course is imported again
under the same id, the removal is done first.
"""

from typing import Any

from sqlalchemy import Exists, bindparam, delete, exists, select

from emulator.courseware.attempts import attempts
from emulator.courseware.importing.packages import delete_package
from emulator.jobs.job import Commit, JobKind, JobStep, begin_job, stop_job
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.world import World
from emulator.store.statement import scoped
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud import tags
from emulator.vendors.scormcloud.configuration.setting import REGISTRATION
from emulator.vendors.scormcloud.rows import Statement
from emulator.vendors.scormcloud.tables import (
    ScormCloudAsset,
    ScormCloudCourse,
    ScormCloudCourseVersion,
    ScormCloudInstance,
    ScormCloudLaunch,
    ScormCloudRegistration,
    ScormCloudSetting,
    ScormCloudTag,
    ScormCloudUserInvitation,
)


def _registered(subject: Any) -> Exists:
    registration = ScormCloudRegistration
    return exists(
        select(registration.id).where(
            scoped(registration.__table__),
            registration.app_id == bindparam("app_id"),
            registration.id == subject,
        )
    )


_ORPHANED_INSTANCES = Statement(
    delete(ScormCloudInstance).where(
        ScormCloudInstance.app_id == bindparam("app_id"),
        ~_registered(ScormCloudInstance.registration_id),
    )
)
_ORPHANED_SETTINGS = Statement(
    delete(ScormCloudSetting).where(
        ScormCloudSetting.app_id == bindparam("app_id"),
        ScormCloudSetting.level == bindparam("level"),
        ~_registered(ScormCloudSetting.subject_id),
    )
)
_ATTEMPTS = select(ScormCloudInstance.attempt_id).where(
    ScormCloudInstance.app_id == bindparam("app_id"), ScormCloudInstance.attempt_id.is_not(None)
)
_ORPHANED_ATTEMPTS = Statement(_ATTEMPTS.where(~_registered(ScormCloudInstance.registration_id)))
_COURSE_ATTEMPTS = Statement(_ATTEMPTS.where(ScormCloudInstance.course_id == bindparam("course_id")))
_VERSION_ATTEMPTS = Statement(
    _COURSE_ATTEMPTS.core.where(ScormCloudInstance.course_version == bindparam("course_version"))
)
_ORPHANED_LAUNCHES = Statement(
    delete(ScormCloudLaunch).where(
        ScormCloudLaunch.app_id == bindparam("app_id"),
        ScormCloudLaunch.registration_id.is_not(None),
        ~_registered(ScormCloudLaunch.registration_id),
    )
)
_ORPHANED_TAGS = Statement(
    delete(ScormCloudTag).where(
        ScormCloudTag.app_id == bindparam("app_id"),
        ScormCloudTag.kind == bindparam("kind"),
        ~_registered(ScormCloudTag.subject_id),
    )
)
_ORPHANED_USER_INVITATIONS = Statement(
    delete(ScormCloudUserInvitation).where(
        ScormCloudUserInvitation.app_id == bindparam("app_id"),
        ~_registered(ScormCloudUserInvitation.registration_id),
    )
)


_HAS_REGISTRATION = Statement(
    select(ScormCloudRegistration.number)
    .where(
        ScormCloudRegistration.app_id == bindparam("app_id"),
        ScormCloudRegistration.course_id == bindparam("course_id"),
    )
    .limit(1)
)
_LEFT_VERSIONS = Statement(
    select(ScormCloudCourseVersion.course_id, ScormCloudCourseVersion.package_id).where(
        ScormCloudCourseVersion.app_id == bindparam("app_id"),
        ~exists(
            select(ScormCloudCourse.id).where(
                scoped(ScormCloudCourse.__table__),
                ScormCloudCourse.app_id == ScormCloudCourseVersion.app_id,
                ScormCloudCourse.id == ScormCloudCourseVersion.course_id,
            )
        ),
    )
)
_LEFT_OF_COURSE = Statement(_LEFT_VERSIONS.core.where(ScormCloudCourseVersion.course_id == bindparam("course_id")))


def begin(world: World, app_id: str, course_id: str) -> None:
    """Remove the data of a course whose row was deleted: at once if it has no registration, otherwise in a job."""
    key = {"app_id": app_id, "course_id": course_id}
    if world.work.all(_HAS_REGISTRATION, **key):
        begin_job(world, COURSE_REMOVAL, _subject(key), key)
    else:
        _remove(world.sandbox, world.work, key)


def is_under_way(work: UnitOfWork, app_id: str, course_id: str) -> bool:
    """True if a deleted course of this id still has registrations."""
    return bool(work.all(_LEFT_OF_COURSE, app_id=app_id, course_id=course_id))


def finish(sandbox: Sandbox, work: UnitOfWork, app_id: str, course_id: str) -> None:
    """Do the pending removal of a course now, if there is one."""
    if is_under_way(work, app_id, course_id):
        key = {"app_id": app_id, "course_id": course_id}
        stop_job(COURSE_REMOVAL, sandbox, work, _subject(key))
        _remove(sandbox, work, key)


def finish_all(sandbox: Sandbox, work: UnitOfWork, app_id: str) -> None:
    """Do all pending removals of an application now."""
    for course_id in {row["course_id"] for row in work.all(_LEFT_VERSIONS, app_id=app_id)}:
        finish(sandbox, work, app_id, course_id)


def delete_registrations(work: UnitOfWork, key: dict[str, Any]) -> None:
    """Delete the registrations of a course `{app_id, course_id}`, or of its version `course_version`, with their attempts and links."""
    work.delete(ScormCloudRegistration, **key)
    delete_attempts(work, _VERSION_ATTEMPTS if "course_version" in key else _COURSE_ATTEMPTS, **key)
    work.delete(ScormCloudInstance, **key)
    work.delete(ScormCloudLaunch, **key)
    _delete_orphans(work, key["app_id"])


def delete_attempts(work: UnitOfWork, which: Statement, **values: Any) -> None:
    """Delete the attempts whose ids a statement selects."""
    attempts.delete(work, *(row["attempt_id"] for row in work.all(which, **values)))


def _delete_orphans(work: UnitOfWork, app_id: str) -> None:
    """Delete rows that belong to deleted registrations."""
    delete_attempts(work, _ORPHANED_ATTEMPTS, app_id=app_id)
    work.run(_ORPHANED_INSTANCES, app_id=app_id)
    work.run(_ORPHANED_LAUNCHES, app_id=app_id)
    work.run(_ORPHANED_SETTINGS, app_id=app_id, level=REGISTRATION)
    work.run(_ORPHANED_USER_INVITATIONS, app_id=app_id)
    work.run(_ORPHANED_TAGS, app_id=app_id, kind=tags.REGISTRATION)


def _remove(sandbox: Sandbox, work: UnitOfWork, key: dict[str, Any]) -> None:
    delete_registrations(work, key)
    for row in work.all(_LEFT_OF_COURSE, **key):
        delete_package(work, sandbox, row["package_id"])
    work.delete(ScormCloudCourseVersion, **key)
    work.delete(ScormCloudAsset, **key)


def _subject(key: dict[str, Any]) -> str:
    return f"{key['app_id']}{key['course_id']}"


async def _removing(step: JobStep) -> Commit:
    key = {name: step.job["detail"][name] for name in ("app_id", "course_id")}
    return lambda world: _remove(world.sandbox, world.work, key)


COURSE_REMOVAL = JobKind(
    name="scormcloud.course_removal",
    states=("Queued", "Removed"),
    failed="Failed",
    work={"Removed": _removing},
    by_clock=True,
    waits=True,
)
