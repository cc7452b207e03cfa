"""Deleting courses, versions and registrations, with everything that belongs to them."""

from sqlalchemy import bindparam, select

from emulator.courseware.importing.packages import delete_package
from emulator.sandbox.world import World
from emulator.vendors.scormcloud import tags
from emulator.vendors.scormcloud.configuration import configuration
from emulator.vendors.scormcloud.configuration.setting import REGISTRATION
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.dispatches import dispatch_deletion
from emulator.vendors.scormcloud.errors import RegistrationNotFound
from emulator.vendors.scormcloud.imports import imports
from emulator.vendors.scormcloud.invitations import invitations
from emulator.vendors.scormcloud.registrations import course_removal, instances
from emulator.vendors.scormcloud.rows import Statement
from emulator.vendors.scormcloud.tables import (
    ScormCloudAsset,
    ScormCloudCourse,
    ScormCloudCourseVersion,
    ScormCloudDispatchRegistration,
    ScormCloudInstance,
    ScormCloudLaunch,
    ScormCloudRegistration,
    ScormCloudUserInvitation,
)

_ATTEMPTS = Statement(
    select(ScormCloudInstance.attempt_id).where(
        ScormCloudInstance.app_id == bindparam("app_id"),
        ScormCloudInstance.registration_id == bindparam("registration_id"),
        ScormCloudInstance.attempt_id.is_not(None),
    )
)


def delete_course(world: World, course_id: str) -> None:
    """Delete a course with its versions, dispatches and invitations; its registrations are deleted a moment later (all documented).
    Inferred: a running import of the course is stopped."""
    app_id = courses.find_row(world, course_id)["app_id"]
    imports.stop(world, course_id)
    invitations.delete_of_course(world, course_id)
    dispatch_deletion.delete_all(world.work, app_id=app_id, course_id=course_id)
    tags.clear(world.work, app_id, tags.COURSE, course_id)
    configuration.forget(world.work, app_id, configuration.COURSE, course_id)
    world.work.delete(ScormCloudCourse, app_id=app_id, id=course_id)
    course_removal.begin(world, app_id, course_id)


def delete_version(world: World, course_id: str, version: int) -> None:
    """Delete a version and its registrations (inferred). Deleting the last version deletes the course (documented)."""
    gone = courses.find_version_row(world, course_id, version)
    others = [row for row in courses.version_rows(world, course_id) if row["version"] != version]
    if not others:
        delete_course(world, course_id)
        return
    key = {"app_id": gone["app_id"], "course_id": course_id}
    course_removal.delete_registrations(world.work, {**key, "course_version": version})
    delete_package(world.work, world.sandbox, gone["package_id"])
    world.work.delete(ScormCloudCourseVersion, **key, version=version)
    configuration.forget(world.work, gone["app_id"], configuration.COURSE, course_id, numbers=[version])
    world.work.delete(ScormCloudAsset, **key, version=version)
    latest = {"version": others[-1]["version"], "title": others[-1]["title"]}
    world.work.update(ScormCloudCourse, {"app_id": gone["app_id"], "id": course_id}, latest)


def delete_registration(world: World, registration_id: str) -> None:
    """Delete a registration with its instances, settings, tags and places in invitations. 404 if there is none (recorded)."""
    app_id = world.actor["id"]
    if not world.work.delete(ScormCloudRegistration, app_id=app_id, id=registration_id):
        raise RegistrationNotFound(registration_id=registration_id)
    key = {"app_id": app_id, "registration_id": registration_id}
    course_removal.delete_attempts(world.work, _ATTEMPTS, **key)
    for table in (ScormCloudInstance, ScormCloudLaunch, ScormCloudUserInvitation, ScormCloudDispatchRegistration):
        world.work.delete(table, **key)
    configuration.forget(world.work, app_id, REGISTRATION, registration_id)
    tags.clear(world.work, app_id, tags.REGISTRATION, registration_id)


def delete_instance(world: World, registration_id: str, instance: int) -> None:
    """Delete an instance. Deleting the last instance deletes the registration (documented)."""
    if not instances.remove(world, registration_id, instance):
        delete_registration(world, registration_id)
