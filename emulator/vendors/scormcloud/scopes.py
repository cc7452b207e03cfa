"""Whose settings have an effect on what: the scope of an application, a course, a registration and their parts."""

from emulator.store.statement import Row
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.call import Call
from emulator.vendors.scormcloud import course_content, courses, registrations
from emulator.vendors.scormcloud.configuration import (
    COURSE,
    DESTINATION,
    DISPATCH,
    STANDARD,
    Place,
    Scope,
)
from emulator.vendors.scormcloud.dispatch_origin import dispatch_of
from emulator.vendors.scormcloud.errors import BadRequest, RegistrationInstanceNotFound
from emulator.vendors.scormcloud.setting import APPLICATION, REGISTRATION
from emulator.vendors.scormcloud.tables import ScormCloudCourseVersion, ScormCloudInstance


def of_application(call: Call, standard: str | None = None, single_sco: bool | None = None) -> Scope:
    """The calling application, or its content of one learning standard, of one SCO or of several: both or none (documented)."""
    places = (Place(APPLICATION),)
    if standard is None and single_sco is None:
        return Scope(call.principal["id"], places)
    if standard is None or single_sco is None:
        missing = "learningStandard" if standard is None else "singleSco"
        raise BadRequest(why=f"{missing}: is required beside the other of learningStandard and singleSco")
    return Scope(call.principal["id"], (*places, _of_standard(standard, single=single_sco)))


def of_course(call: Call, course_id: str, version: int | None = None) -> Scope:
    """A course, or one version of it. 404 if there is none. Which learning standard is its latest version's."""
    row = courses.find_row(call, course_id)
    found = courses.find_version_row(call, course_id, row["version"] if version is None else version)
    own = () if version is None else (Place(COURSE, course_id, version),)
    places = (*_widest(call.store, found), Place(COURSE, course_id), *own)
    return Scope(row["app_id"], places)


def of_registration(call: Call, registration_id: str) -> Scope:
    """A registration as a whole. 404 if there is none."""
    return scope_of(call.store, registrations.find_row(call, registration_id))


def of_instance(call: Call, registration_id: str, instance: int) -> Scope:
    """One instance of a registration. 404 if there is none."""
    row = registrations.find_row(call, registration_id)
    key = {"app_id": row["app_id"], "registration_id": registration_id, "instance": instance}
    found = call.store.get(ScormCloudInstance, **key)
    if found is None:
        raise RegistrationInstanceNotFound(registration_id=registration_id, instance_id=instance)
    return scope_of(call.store, {**row, **{name: found[name] for name in ("course_id", "course_version")}}, instance)


def scope_of(work: UnitOfWork, registration: Row, instance: int | None = None) -> Scope:
    """A registration by its row, in one of its instances; what a launch, a roll-up or a postback asks for their settings.

    One that was born from a dispatch has that dispatch and its destination among its places.
    """
    app_id, course_id = registration["app_id"], registration["course_id"]
    version = registration["course_version"]
    found = work.get(ScormCloudCourseVersion, app_id=app_id, course_id=course_id, version=version)
    assert found is not None
    dispatch = dispatch_of(work, registration)
    places = [*_widest(work, found)]
    if dispatch is not None:
        places.append(Place(DESTINATION, dispatch["destination_id"]))
    places += [Place(COURSE, course_id), Place(COURSE, course_id, version)]
    if dispatch is not None:
        places.append(Place(DISPATCH, dispatch["id"]))
    places.append(Place(REGISTRATION, registration["id"]))
    if instance is not None:
        places.append(Place(REGISTRATION, registration["id"], instance))
    return Scope(app_id, tuple(places))


def _widest(work: UnitOfWork, version: Row) -> tuple[Place, Place]:
    package = course_content.package_of(work, version["package_id"])
    single = sum(activity.launchable for activity in package.activities()) <= 1
    return Place(APPLICATION), _of_standard(version["standard"], single=single)


def _of_standard(standard: str, *, single: bool) -> Place:
    return Place(STANDARD, standard, 1 if single else 2)
