"""Deleting courses, versions and registrations, with everything that belongs to them."""

from typing import Any

from sqlalchemy import Exists, bindparam, delete, exists, select

from emulator.store.statement import Statement, scoped
from emulator.vendors.call import Call
from emulator.vendors.scormcloud import courses, dispatch_deletion, imports, tags
from emulator.vendors.scormcloud.errors import RegistrationNotFound
from emulator.vendors.scormcloud.tables import (
    ScormCloudCourse,
    ScormCloudCourseVersion,
    ScormCloudInstance,
    ScormCloudRegistration,
    ScormCloudTag,
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
_ORPHANED_TAGS = Statement(
    delete(ScormCloudTag).where(
        ScormCloudTag.app_id == bindparam("app_id"),
        ScormCloudTag.kind == bindparam("kind"),
        ~_registered(ScormCloudTag.subject_id),
    )
)


def delete_course(call: Call, course_id: str) -> None:
    """Delete a course with its versions, dispatches and registrations (documented).

    Documented: registrations may go a moment later; here they go at once. Inferred: an import that is under way comes to nothing.
    """
    row = courses.find_row(call, course_id)
    key = {"app_id": row["app_id"], "course_id": course_id}
    imports.stop(call, course_id)
    dispatch_deletion.delete_all(call.store, **key)
    _delete_registrations(call, key)
    call.store.delete(ScormCloudCourseVersion, **key)
    tags.clear(call.store, row["app_id"], tags.COURSE, course_id)
    call.store.delete(ScormCloudCourse, app_id=row["app_id"], id=course_id)


def delete_version(call: Call, course_id: str, version: int) -> None:
    """Delete a version and the registrations on it (inferred); with the last one goes the course (documented)."""
    gone = courses.find_version_row(call, course_id, version)
    others = [row for row in courses.version_rows(call, course_id) if row["version"] != version]
    if not others:
        delete_course(call, course_id)
        return
    key = {"app_id": gone["app_id"], "course_id": course_id}
    _delete_registrations(call, {**key, "course_version": version})
    call.store.delete(ScormCloudCourseVersion, **key, version=version)
    latest = {"version": others[-1]["version"], "title": others[-1]["title"]}
    call.store.update(ScormCloudCourse, {"app_id": gone["app_id"], "id": course_id}, latest)


def delete_registration(call: Call, registration_id: str) -> None:
    """Delete a registration with its instances and tags. 404 if there is none (recorded)."""
    app_id = call.principal["id"]
    if not call.store.delete(ScormCloudRegistration, app_id=app_id, id=registration_id):
        raise RegistrationNotFound(registration_id=registration_id)
    call.store.delete(ScormCloudInstance, app_id=app_id, registration_id=registration_id)
    tags.clear(call.store, app_id, tags.REGISTRATION, registration_id)


def _delete_registrations(call: Call, key: dict[str, object]) -> None:
    call.store.delete(ScormCloudRegistration, **key)
    call.store.delete(ScormCloudInstance, **key)
    call.store.run(_ORPHANED_INSTANCES, app_id=key["app_id"])
    call.store.run(_ORPHANED_TAGS, app_id=key["app_id"], kind=tags.REGISTRATION)
