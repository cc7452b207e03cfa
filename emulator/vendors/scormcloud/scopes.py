"""The scope of settings for an application, a course, a registration and their parts."""

from emulator.sandbox.world import World
from emulator.store.parts import part
from emulator.vendors.scormcloud.configuration.configuration import COURSE, SettingPlace, SettingScope
from emulator.vendors.scormcloud.configuration.registration_scope import of_standard, scope_of, widest_places
from emulator.vendors.scormcloud.configuration.setting import APPLICATION
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.errors import BadRequest, RegistrationInstanceNotFound
from emulator.vendors.scormcloud.registrations import registrations
from emulator.vendors.scormcloud.tables import ScormCloudInstance

__all__ = ["of_application", "of_course", "of_instance", "of_registration", "scope_of"]


def of_application(world: World, standard: str | None = None, single_sco: bool | None = None) -> SettingScope:
    """The calling application, or its content of one learning standard with one or several SCOs. Both or neither must be given
    (documented)."""
    places = (SettingPlace(APPLICATION),)
    if standard is None and single_sco is None:
        return SettingScope(world.actor["id"], places)
    if standard is None or single_sco is None:
        missing = "learningStandard" if standard is None else "singleSco"
        raise BadRequest(why=f"{missing}: is required: learningStandard and singleSco go together")
    return SettingScope(world.actor["id"], (*places, of_standard(standard, single=single_sco)))


def of_course(world: World, course_id: str, version: int | None = None) -> SettingScope:
    """A course, or one version of it. 404 if it does not exist. Its learning standard is its latest version's."""
    row = courses.find_row(world, course_id)
    found = courses.version_row(world, course_id, row["version"] if version is None else version)
    own = () if version is None else (SettingPlace(COURSE, course_id, version),)
    places = (*widest_places(world.work, found), SettingPlace(COURSE, course_id), *own)
    return SettingScope(row["app_id"], places)


def of_registration(world: World, registration_id: str) -> SettingScope:
    """A registration as a whole. 404 if there is none."""
    return scope_of(world.work, registrations.find_row(world, registration_id))


def of_instance(world: World, registration_id: str, instance: int) -> SettingScope:
    """One instance of a registration. 404 if there is none."""
    row = registrations.find_row(world, registration_id)
    key = {"app_id": row["app_id"], "registration_id": registration_id, "instance": instance}
    found = world.work.get(ScormCloudInstance, **key)
    if found is None:
        raise RegistrationInstanceNotFound(registration_id=registration_id, instance_id=instance)
    return scope_of(world.work, {**row, **part(found, ("course_id", "course_version"))}, instance)
