"""Configuration of courses and registrations, of their versions and instances."""

from emulator.sandbox.world import World
from emulator.vendors.scormcloud import scopes
from emulator.vendors.scormcloud.configuration import configuration
from emulator.vendors.scormcloud.routing import router
from emulator.vendors.scormcloud.rows import Row


@router.get("/courses/{courseId}/configuration", status_code=200)
def get_course_configuration(world: World, course_id: str, include_metadata: bool) -> dict[str, list[Row]]:
    return configuration.shown(world, scopes.of_course(world, course_id), metadata=include_metadata)


@router.post("/courses/{courseId}/configuration", status_code=204)
def set_course_configuration(world: World, course_id: str, body: Row) -> None:
    configuration.change(world, scopes.of_course(world, course_id), body)


@router.delete("/courses/{courseId}/configuration/{settingId}", status_code=204)
def delete_course_configuration_setting(world: World, course_id: str, setting_id: str) -> None:
    configuration.remove(world, scopes.of_course(world, course_id), setting_id)


@router.get("/courses/{courseId}/versions/{versionId}/configuration", status_code=200)
def get_course_version_configuration(
    world: World, course_id: str, version_id: int, include_metadata: bool
) -> dict[str, list[Row]]:
    return configuration.shown(world, scopes.of_course(world, course_id, version_id), metadata=include_metadata)


@router.post("/courses/{courseId}/versions/{versionId}/configuration", status_code=204)
def set_course_version_configuration(world: World, course_id: str, version_id: int, body: Row) -> None:
    configuration.change(world, scopes.of_course(world, course_id, version_id), body)


@router.delete("/courses/{courseId}/versions/{versionId}/configuration/{settingId}", status_code=204)
def delete_course_version_configuration_setting(world: World, course_id: str, version_id: int, setting_id: str) -> None:
    configuration.remove(world, scopes.of_course(world, course_id, version_id), setting_id)


@router.get("/registrations/{registrationId}/configuration", status_code=200)
def get_registration_configuration(world: World, registration_id: str, include_metadata: bool) -> dict[str, list[Row]]:
    return configuration.shown(world, scopes.of_registration(world, registration_id), metadata=include_metadata)


@router.post("/registrations/{registrationId}/configuration", status_code=204)
def set_registration_configuration(world: World, registration_id: str, body: Row) -> None:
    configuration.change(world, scopes.of_registration(world, registration_id), body)


@router.delete("/registrations/{registrationId}/configuration/{settingId}", status_code=204)
def delete_registration_configuration_setting(world: World, registration_id: str, setting_id: str) -> None:
    configuration.remove(world, scopes.of_registration(world, registration_id), setting_id)


@router.get("/registrations/{registrationId}/instances/{instanceId}/configuration", status_code=200)
def get_registration_instance_configuration(
    world: World, registration_id: str, instance_id: int, include_metadata: bool
) -> dict[str, list[Row]]:
    return configuration.shown(
        world, scopes.of_instance(world, registration_id, instance_id), metadata=include_metadata
    )


@router.post("/registrations/{registrationId}/instances/{instanceId}/configuration", status_code=204)
def set_registration_instance_configuration(world: World, registration_id: str, instance_id: int, body: Row) -> None:
    configuration.change(world, scopes.of_instance(world, registration_id, instance_id), body)


@router.delete("/registrations/{registrationId}/instances/{instanceId}/configuration/{settingId}", status_code=204)
def delete_registration_instance_configuration_setting(
    world: World, registration_id: str, instance_id: int, setting_id: str
) -> None:
    configuration.remove(world, scopes.of_instance(world, registration_id, instance_id), setting_id)
