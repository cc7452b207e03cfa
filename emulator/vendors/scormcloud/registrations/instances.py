"""The rules of a registration's instances: one run of the course each, 0 the first, the latest the one that is launched."""

from typing import Any

from sqlalchemy import bindparam, func, select

from emulator.courseware.attempts import attempts
from emulator.courseware.attempts.attempts import Learner
from emulator.courseware.package.package import CoursePackage
from emulator.store.statement import Row, Statement
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.configuration import configuration
from emulator.vendors.scormcloud.configuration.setting import REGISTRATION
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.errors import RegistrationInstanceNotFound
from emulator.vendors.scormcloud.registrations import postbacks, progress, registrations
from emulator.vendors.scormcloud.registrations.progress import Detail
from emulator.vendors.scormcloud.tables import ScormCloudInstance, ScormCloudRegistration
from emulator.vendors.scormcloud.wire.writing import to_seconds

_HIGHEST = Statement(
    select(func.max(ScormCloudInstance.instance)).where(
        ScormCloudInstance.app_id == bindparam("app_id"),
        ScormCloudInstance.registration_id == bindparam("registration_id"),
    )
)
_ALL = Statement(
    select(*ScormCloudInstance.__table__.c)
    .where(
        ScormCloudInstance.app_id == bindparam("app_id"),
        ScormCloudInstance.registration_id == bindparam("registration_id"),
    )
    .order_by(ScormCloudInstance.instance)
)


def find_row(call: Call, registration: Row, instance: int) -> Row:
    """The row of an instance. 404 if there is none."""
    found = call.store.get(ScormCloudInstance, **_key(registration), instance=instance)
    if found is None:
        raise RegistrationInstanceNotFound(registration_id=registration["id"], instance_id=instance)
    return found


def find_rows(call: Call, registration: Row) -> list[Row]:
    """The rows of every instance, the first first."""
    return call.store.all(_ALL, **_key(registration))


def find(call: Call, registration_id: str, instance: int, detail: Detail) -> Row:
    """The progress of an instance."""
    row = registrations.find_row(call, registration_id)
    return progress.shown(call, row, find_row(call, row, instance), detail)


def create(call: Call, registration_id: str) -> None:
    """A new instance of a registration. 404 if there is none."""
    add(call, registrations.find_row(call, registration_id))


def add(call: Call, row: Row) -> None:
    """A new instance, of the latest version of the course (inferred), on which nothing has been done."""
    version = courses.find_row(call, row["course_id"])["version"]
    highest, now = call.store.value(_HIGHEST, **_key(row)), to_seconds(call.now())
    instance = {
        **_key(row),
        "instance": highest + 1,
        "course_id": row["course_id"],
        "course_version": version,
        "xapi_registration_id": call.ids.uuid(),
        "attempt_id": None,
        "state": None,
        "created": now,
        "updated": now,
    }
    call.store.insert(ScormCloudInstance, instance)
    _show(call, row, instance)


def remove(call: Call, registration_id: str, instance: int) -> bool:
    """Delete an instance. Returns False if it was the last one of its registration."""
    row = registrations.find_row(call, registration_id)
    _forget(call, find_row(call, row, instance))
    left = call.store.value(_HIGHEST, **_key(row))
    if left is not None and instance == row["instance"]:
        _show(call, row, find_row(call, row, left))
    return left is not None


def reset(call: Call, registration_id: str) -> None:
    """Remove what was done, in every instance, and move to the latest version of the course (documented). 404 without it."""
    row = registrations.find_row(call, registration_id)
    latest = registrations.latest_instance(call, row)
    for instance in find_rows(call, row):
        if instance["instance"] != latest["instance"]:
            _forget(call, instance)
        elif instance["attempt_id"] is not None:
            attempts.delete(call.store, instance["attempt_id"])
    version = courses.find_row(call, row["course_id"])["version"]
    changes = {"attempt_id": None, "state": None, "course_version": version}
    call.store.update(ScormCloudInstance, {**_key(row), "instance": latest["instance"]}, changes)
    changed(call, row, {**latest, **changes})


def clear_global_data(call: Call, registration_id: str) -> None:
    """Remove the global objectives: those that it was given at its creation, and those that the latest attempt's sequencing has kept."""
    row = registrations.find_row(call, registration_id)
    latest = registrations.latest_instance(call, row)
    if not progress.shown(call, row, latest, Detail())["global_objectives"]:
        return
    kept = {name: value for name, value in (latest["state"] or {}).items() if name != "globalObjectives"}
    latest["state"] = kept or None
    call.store.update(ScormCloudInstance, {**_key(row), "instance": latest["instance"]}, {"state": latest["state"]})
    if latest["attempt_id"] is not None:
        attempts.forget_global_objectives(call.store, latest["attempt_id"])
    changed(call, row, latest)


def attempt_of(call: Call, registration: Row, instance: Row, package: CoursePackage, package_id: str) -> Row:
    """The attempt of an instance; begun when there is none yet, in which case `changed` has still to be called."""
    if instance["attempt_id"] is not None:
        found = attempts.find(call.store, instance["attempt_id"])
        assert found is not None
        return found
    learner = learner_of(registration)
    attempt = attempts.create(call.store, call.ids, call.now(), learner, package.standard, package_id)
    key = {**_key(registration), "instance": instance["instance"]}
    call.store.update(ScormCloudInstance, key, {"attempt_id": attempt["id"]})
    instance["attempt_id"] = attempt["id"]
    return attempt


def learner_of(registration: Row) -> Learner:
    """The learner of a registration, as a course is told."""
    name = f"{registration['learner_last_name'] or ''}, {registration['learner_first_name'] or ''}"
    return Learner(registration["learner_id"], name.strip(", "))


def changed(call: Call, registration: Row, instance: Row, *, post: bool = True) -> None:
    """The progress of an instance has changed: note when, and post the registration to whom it concerns unless it is too early."""
    moments = {"updated": to_seconds(call.now())}
    call.store.update(ScormCloudInstance, {**_key(registration), "instance": instance["instance"]}, moments)
    instance.update(moments)
    if instance["instance"] == registration["instance"]:
        _show(call, registration, instance)
    if post:
        postbacks.post_registration(call, registration, instance)


def _show(call: Call, registration: Row, instance: Row) -> None:
    """Let an instance be the one that the registration shows."""
    changes: dict[str, Any] = {name: instance[name] for name in ("instance", "course_version", "updated")}
    call.store.update(ScormCloudRegistration, {"app_id": registration["app_id"], "id": registration["id"]}, changes)
    registration.update(changes)


def _forget(call: Call, instance: Row) -> None:
    if instance["attempt_id"] is not None:
        attempts.delete(call.store, instance["attempt_id"])
    key = {name: instance[name] for name in ("app_id", "registration_id", "instance")}
    call.store.delete(ScormCloudInstance, **key)
    owner = (instance["app_id"], REGISTRATION, instance["registration_id"])
    configuration.forget(call.store, *owner, instance["instance"])


def _key(registration: Row) -> dict[str, str]:
    return {"app_id": registration["app_id"], "registration_id": registration["id"]}
