"""Deleting courses, versions and registrations, with everything that belongs to them."""

from typing import Any

from sqlalchemy import Exists, bindparam, delete, exists, select

from emulator.courseware.attempts import attempts
from emulator.courseware.importing.packages import delete_package
from emulator.sandbox.world import World
from emulator.store.statement import Statement, scoped
from emulator.vendors.scormcloud import tags
from emulator.vendors.scormcloud.configuration import configuration
from emulator.vendors.scormcloud.configuration.setting import REGISTRATION
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.dispatches import dispatch_deletion
from emulator.vendors.scormcloud.errors import RegistrationNotFound
from emulator.vendors.scormcloud.imports import imports
from emulator.vendors.scormcloud.invitations import invitations
from emulator.vendors.scormcloud.registrations import instances
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
_REGISTRATION_ATTEMPTS = Statement(_ATTEMPTS.where(ScormCloudInstance.registration_id == bindparam("registration_id")))
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


def delete_course(world: World, course_id: str) -> None:
    """Delete a course with its versions, dispatches, invitations and registrations (documented).

    Documented: registrations may go a moment later; here they go at once. Inferred: an import that is under way comes to nothing.
    """
    row = courses.find_row(world, course_id)
    key = {"app_id": row["app_id"], "course_id": course_id}
    imports.stop(world, course_id)
    invitations.delete_of_course(world, course_id)
    dispatch_deletion.delete_all(world.work, **key)
    _delete_registrations(world, key)
    for version in courses.version_rows(world, course_id):
        delete_package(world.work, world.sandbox, version["package_id"])
    world.work.delete(ScormCloudCourseVersion, **key)
    world.work.delete(ScormCloudAsset, **key)
    tags.clear(world.work, row["app_id"], tags.COURSE, course_id)
    configuration.forget(world.work, row["app_id"], configuration.COURSE, course_id)
    world.work.delete(ScormCloudCourse, app_id=row["app_id"], id=course_id)


def delete_version(world: World, course_id: str, version: int) -> None:
    """Delete a version and the registrations on it (inferred); with the last one goes the course (documented)."""
    gone = courses.find_version_row(world, course_id, version)
    others = [row for row in courses.version_rows(world, course_id) if row["version"] != version]
    if not others:
        delete_course(world, course_id)
        return
    key = {"app_id": gone["app_id"], "course_id": course_id}
    _delete_registrations(world, {**key, "course_version": version})
    delete_package(world.work, world.sandbox, gone["package_id"])
    world.work.delete(ScormCloudCourseVersion, **key, version=version)
    configuration.forget(world.work, gone["app_id"], configuration.COURSE, course_id, version)
    world.work.delete(ScormCloudAsset, **key, version=version)
    latest = {"version": others[-1]["version"], "title": others[-1]["title"]}
    world.work.update(ScormCloudCourse, {"app_id": gone["app_id"], "id": course_id}, latest)


def delete_registration(world: World, registration_id: str) -> None:
    """Delete a registration with its instances, settings, tags and part in invitations. 404 if there is none (recorded)."""
    app_id = world.actor["id"]
    if not world.work.delete(ScormCloudRegistration, app_id=app_id, id=registration_id):
        raise RegistrationNotFound(registration_id=registration_id)
    key = {"app_id": app_id, "registration_id": registration_id}
    _delete_attempts(world, _REGISTRATION_ATTEMPTS, **key)
    for table in (ScormCloudInstance, ScormCloudLaunch, ScormCloudUserInvitation):
        world.work.delete(table, **key)
    configuration.forget(world.work, app_id, REGISTRATION, registration_id)
    tags.clear(world.work, app_id, tags.REGISTRATION, registration_id)


def delete_instance(world: World, registration_id: str, instance: int) -> None:
    """Delete an instance; with the last one goes the registration (documented)."""
    if not instances.remove(world, registration_id, instance):
        delete_registration(world, registration_id)


def _delete_registrations(world: World, key: dict[str, Any]) -> None:
    """Delete the registrations of a course `{app_id, course_id}` or of one `course_version` of it, with their attempts and links."""
    world.work.delete(ScormCloudRegistration, **key)
    of_them = _VERSION_ATTEMPTS if "course_version" in key else _COURSE_ATTEMPTS
    _delete_attempts(world, of_them, **key)
    world.work.delete(ScormCloudInstance, **key)
    world.work.delete(ScormCloudLaunch, **key)
    _delete_orphans(world, key["app_id"])


def _delete_orphans(world: World, app_id: str) -> None:
    """Delete the rows that belonged to deleted registrations."""
    _delete_attempts(world, _ORPHANED_ATTEMPTS, app_id=app_id)
    world.work.run(_ORPHANED_INSTANCES, app_id=app_id)
    world.work.run(_ORPHANED_LAUNCHES, app_id=app_id)
    world.work.run(_ORPHANED_SETTINGS, app_id=app_id, level=REGISTRATION)
    world.work.run(_ORPHANED_USER_INVITATIONS, app_id=app_id)
    world.work.run(_ORPHANED_TAGS, app_id=app_id, kind=tags.REGISTRATION)


def _delete_attempts(world: World, which: Statement, **values: Any) -> None:
    for row in world.work.all(which, **values):
        attempts.delete(world.work, row["attempt_id"])
