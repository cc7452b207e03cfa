"""The instances of a registration, each of which is one attempt at the course. The first has the number 0; the latest is launched."""

from sqlalchemy import bindparam, delete, func, select

from emulator.courseware.attempts import attempts
from emulator.courseware.attempts.attempts import Learner
from emulator.courseware.package.package import CoursePackage
from emulator.sandbox.world import World
from emulator.store.listed import among, listed
from emulator.store.parts import part
from emulator.store.rows import Row as CommonRow
from emulator.vendors.scormcloud.configuration import configuration
from emulator.vendors.scormcloud.configuration.setting import REGISTRATION
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.errors import RegistrationInstanceNotFound
from emulator.vendors.scormcloud.registrations import postbacks, progress, registrations
from emulator.vendors.scormcloud.registrations.progress import ProgressDetail
from emulator.vendors.scormcloud.rows import Row, Statement
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
_DELETE = Statement(
    delete(ScormCloudInstance.__table__).where(
        ScormCloudInstance.app_id == bindparam("app_id"),
        ScormCloudInstance.registration_id == bindparam("registration_id"),
        among(ScormCloudInstance.instance, "instances"),
    )
)


def find_row(world: World, registration: Row, instance: int) -> Row:
    """The row of an instance. 404 if there is none."""
    found = world.work.get(ScormCloudInstance, **_key(registration), instance=instance)
    if found is None:
        raise RegistrationInstanceNotFound(registration_id=registration["id"], instance_id=instance)
    return found


def find_rows(world: World, registration: Row) -> list[Row]:
    """The rows of every instance, the oldest first."""
    return world.work.all(_ALL, **_key(registration))


def find(world: World, registration_id: str, instance: int, detail: ProgressDetail) -> Row:
    """The progress of an instance."""
    row = registrations.find_row(world, registration_id)
    return progress.shown(world, row, find_row(world, row, instance), detail)


def create(world: World, registration_id: str) -> None:
    """A new instance of a registration. 404 if there is none."""
    add(world, registrations.find_row(world, registration_id))


def add(world: World, row: Row) -> None:
    """A new instance for the latest version of the course (inferred), without progress."""
    version = courses.find_row(world, row["course_id"])["version"]
    highest, now = world.work.value(_HIGHEST, **_key(row)), to_seconds(world.now())
    instance: Row = {
        "app_id": row["app_id"],
        "registration_id": row["id"],
        "instance": highest + 1,
        "course_id": row["course_id"],
        "course_version": version,
        "xapi_registration_id": world.ids.uuid(),
        "attempt_id": None,
        "state": None,
        "created": now,
        "updated": now,
    }
    world.work.insert(ScormCloudInstance, instance)
    _show(world, row, instance)


def remove(world: World, registration_id: str, instance: int) -> bool:
    """Delete an instance. Returns False if it was the last one of its registration."""
    row = registrations.find_row(world, registration_id)
    _forget(world, row, [find_row(world, row, instance)])
    left = world.work.value(_HIGHEST, **_key(row))
    if left is not None and instance == row["instance"]:
        _show(world, row, find_row(world, row, left))
    return left is not None


def reset(world: World, registration_id: str) -> None:
    """Delete the data of every instance, and switch to the latest version of the course (documented). 404 if there is no registration."""
    row = registrations.find_row(world, registration_id)
    latest = registrations.latest_instance(world, row)
    _forget(world, row, [each for each in find_rows(world, row) if each["instance"] != latest["instance"]])
    if latest["attempt_id"] is not None:
        attempts.delete(world.work, latest["attempt_id"])
    version = courses.find_row(world, row["course_id"])["version"]
    changes: Row = {"attempt_id": None, "state": None, "course_version": version}
    world.work.update(ScormCloudInstance, {**_key(row), "instance": latest["instance"]}, changes)
    changed(world, row, {**latest, **changes})


def clear_global_data(world: World, registration_id: str) -> None:
    """Delete the global objectives of the registration's initial state and of the latest attempt's sequencing state."""
    row = registrations.find_row(world, registration_id)
    latest = registrations.latest_instance(world, row)
    if not progress.shown(world, row, latest, ProgressDetail())["global_objectives"]:
        return
    kept = {name: value for name, value in (latest["state"] or {}).items() if name != "globalObjectives"}
    latest["state"] = kept or None
    world.work.update(ScormCloudInstance, {**_key(row), "instance": latest["instance"]}, {"state": latest["state"]})
    if latest["attempt_id"] is not None:
        attempts.forget_global_objectives(world.work, latest["attempt_id"])
    changed(world, row, latest)


def attempt_of(world: World, registration: Row, instance: Row, package: CoursePackage, package_id: str) -> CommonRow:
    """The attempt of an instance, created if there is none. The caller must then call `changed`."""
    if instance["attempt_id"] is not None:
        found = attempts.find(world.work, instance["attempt_id"])
        assert found is not None
        return found
    learner = learner_of(registration)
    attempt = attempts.create(world.work, world.ids, world.now(), learner, package.standard, package_id)
    key = {**_key(registration), "instance": instance["instance"]}
    world.work.update(ScormCloudInstance, key, {"attempt_id": attempt["id"]})
    instance["attempt_id"] = attempt["id"]
    return attempt


def learner_of(registration: Row) -> Learner:
    """The learner of a registration in the form for courses."""
    name = f"{registration['learner_last_name'] or ''}, {registration['learner_first_name'] or ''}"
    return Learner(registration["learner_id"], name.strip(", "))


def changed(world: World, registration: Row, instance: Row, *, post: bool = True) -> None:
    """The progress of an instance has changed: store when, and post the registration unless it is too early."""
    moments: Row = {"updated": to_seconds(world.now())}
    world.work.update(ScormCloudInstance, {**_key(registration), "instance": instance["instance"]}, moments)
    instance.update(moments)
    if instance["instance"] == registration["instance"]:
        _show(world, registration, instance)
    if post:
        postbacks.post_registration(world, registration, instance)


def _show(world: World, registration: Row, instance: Row) -> None:
    """Make an instance the one whose data the registration shows."""
    changes = part(instance, ("instance", "course_version", "updated"))
    world.work.update(ScormCloudRegistration, {"app_id": registration["app_id"], "id": registration["id"]}, changes)
    registration.update(changes)


def _forget(world: World, registration: Row, instances: list[Row]) -> None:
    attempts.delete(world.work, *(each["attempt_id"] for each in instances if each["attempt_id"] is not None))
    numbers = [each["instance"] for each in instances]
    world.work.run(_DELETE, **_key(registration), instances=listed(numbers))
    configuration.forget(world.work, registration["app_id"], REGISTRATION, registration["id"], numbers=numbers)


def _key(registration: Row) -> dict[str, str]:
    return {"app_id": registration["app_id"], "registration_id": registration["id"]}
