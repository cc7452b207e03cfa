"""The settings that apply to a registration, found from its row."""

from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud.configuration.configuration import (
    COURSE,
    DESTINATION,
    DISPATCH,
    STANDARD,
    SettingPlace,
    SettingScope,
)
from emulator.vendors.scormcloud.configuration.dispatch_origin import dispatch_of
from emulator.vendors.scormcloud.configuration.setting import APPLICATION, REGISTRATION
from emulator.vendors.scormcloud.courses import course_content
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tables import ScormCloudCourseVersion


def scope_of(work: UnitOfWork, registration: Row, instance: int | None = None) -> SettingScope:
    """The scope of a registration's row in one of its instances, for a launch, a roll-up or a postback. If a dispatch created the
    registration, the dispatch and its destination are places too."""
    app_id, course_id = registration["app_id"], registration["course_id"]
    version = registration["course_version"]
    found = work.get(ScormCloudCourseVersion, app_id=app_id, course_id=course_id, version=version)
    assert found is not None
    dispatch = dispatch_of(work, registration)
    places = [*widest_places(work, found)]
    if dispatch is not None:
        places.append(SettingPlace(DESTINATION, dispatch["destination_id"]))
    places += [SettingPlace(COURSE, course_id), SettingPlace(COURSE, course_id, version)]
    if dispatch is not None:
        places.append(SettingPlace(DISPATCH, dispatch["id"]))
    places.append(SettingPlace(REGISTRATION, registration["id"]))
    if instance is not None:
        places.append(SettingPlace(REGISTRATION, registration["id"], instance))
    return SettingScope(app_id, tuple(places))


def widest_places(work: UnitOfWork, version: Row) -> tuple[SettingPlace, SettingPlace]:
    """The application, and its place for the learning standard of a course version."""
    package = course_content.package_of(work, version["package_id"])
    single = sum(activity.launchable for activity in package.activities()) <= 1
    return SettingPlace(APPLICATION), of_standard(version["standard"], single=single)


def of_standard(standard: str, *, single: bool) -> SettingPlace:
    """The application's place for a learning standard, with one SCO or several."""
    return SettingPlace(STANDARD, standard, 1 if single else 2)
