"""Configuration of courses and registrations, of their versions and instances."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.scormcloud import configuration, scopes
from emulator.vendors.scormcloud.routing import routes


@routes.operation("getCourseConfiguration")
def get_of_course(call: Call, course_id: str, include_metadata: bool) -> dict[str, list[Row]]:
    return configuration.shown(call, scopes.of_course(call, course_id), metadata=include_metadata)


@routes.operation("setCourseConfiguration")
def set_of_course(call: Call, course_id: str, body: dict[str, Any]) -> None:
    configuration.change(call, scopes.of_course(call, course_id), body)


@routes.operation("deleteCourseConfigurationSetting")
def clear_of_course(call: Call, course_id: str, setting_id: str) -> None:
    configuration.remove(call, scopes.of_course(call, course_id), setting_id)


@routes.operation("getCourseVersionConfiguration")
def get_of_version(call: Call, course_id: str, version_id: int, include_metadata: bool) -> dict[str, list[Row]]:
    return configuration.shown(call, scopes.of_course(call, course_id, version_id), metadata=include_metadata)


@routes.operation("setCourseVersionConfiguration")
def set_of_version(call: Call, course_id: str, version_id: int, body: dict[str, Any]) -> None:
    configuration.change(call, scopes.of_course(call, course_id, version_id), body)


@routes.operation("deleteCourseVersionConfigurationSetting")
def clear_of_version(call: Call, course_id: str, version_id: int, setting_id: str) -> None:
    configuration.remove(call, scopes.of_course(call, course_id, version_id), setting_id)


@routes.operation("getRegistrationConfiguration")
def get_of_registration(call: Call, registration_id: str, include_metadata: bool) -> dict[str, list[Row]]:
    return configuration.shown(call, scopes.of_registration(call, registration_id), metadata=include_metadata)


@routes.operation("setRegistrationConfiguration")
def set_of_registration(call: Call, registration_id: str, body: dict[str, Any]) -> None:
    configuration.change(call, scopes.of_registration(call, registration_id), body)


@routes.operation("deleteRegistrationConfigurationSetting")
def clear_of_registration(call: Call, registration_id: str, setting_id: str) -> None:
    configuration.remove(call, scopes.of_registration(call, registration_id), setting_id)


@routes.operation("getRegistrationInstanceConfiguration")
def get_of_instance(call: Call, registration_id: str, instance_id: int, include_metadata: bool) -> dict[str, list[Row]]:
    return configuration.shown(call, scopes.of_instance(call, registration_id, instance_id), metadata=include_metadata)


@routes.operation("setRegistrationInstanceConfiguration")
def set_of_instance(call: Call, registration_id: str, instance_id: int, body: dict[str, Any]) -> None:
    configuration.change(call, scopes.of_instance(call, registration_id, instance_id), body)


@routes.operation("deleteRegistrationInstanceConfigurationSetting")
def clear_of_instance(call: Call, registration_id: str, instance_id: int, setting_id: str) -> None:
    configuration.remove(call, scopes.of_instance(call, registration_id, instance_id), setting_id)
