"""Application management: a realm's applications, their secret keys and configuration, and tokens asked for by a document."""

from emulator.sandbox.world import World
from emulator.vendors.scormcloud import scopes
from emulator.vendors.scormcloud.access import tokens
from emulator.vendors.scormcloud.applications import application_deletion, applications, secret_keys
from emulator.vendors.scormcloud.configuration import configuration
from emulator.vendors.scormcloud.routing import router
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.wire.listing import Listing


@router.post("/appManagement/applications", status_code=200)
def create_application(world: World, body: Row) -> Row:
    return applications.create(world, body.get("name"))


@router.get("/appManagement/applicationList", status_code=200)
def get_applications(world: World, page: Listing, include_course_count: bool, include_registration_count: bool) -> Row:
    return applications.find_all(world, page, courses=include_course_count, registrations=include_registration_count)


@router.get("/appManagement/applications", status_code=200)
def get_application_list(world: World) -> dict[str, list[Row]]:
    return applications.find_names(world)


@router.get("/appManagement/applications/{childAppId}", status_code=200)
def get_application_info(
    world: World, child_app_id: str, include_course_count: bool, include_registration_count: bool
) -> Row:
    return applications.find(
        world, child_app_id, courses=include_course_count, registrations=include_registration_count
    )


@router.put("/appManagement/applications/{childAppId}", status_code=204)
def update_application(world: World, child_app_id: str, body: Row) -> None:
    applications.update(world, child_app_id, body)


@router.delete("/appManagement/applications/{childAppId}", status_code=204)
def delete_application(world: World, child_app_id: str) -> None:
    application_deletion.delete(world, child_app_id)


@router.post("/appManagement/{childAppId}/credentials", status_code=200)
def create_credential(world: World, child_app_id: str, body: Row) -> Row:
    return secret_keys.create(world, child_app_id, body)


@router.get("/appManagement/{childAppId}/credentials", status_code=200)
def get_credentials(world: World, child_app_id: str) -> dict[str, list[Row]]:
    return secret_keys.find_all(world, child_app_id)


@router.put("/appManagement/{childAppId}/credentials/{credentialId}", status_code=204)
def update_credential(world: World, child_app_id: str, credential_id: str, body: Row) -> None:
    secret_keys.update(world, child_app_id, credential_id, body)


@router.delete("/appManagement/{childAppId}/credentials/{credentialId}", status_code=204)
def delete_credential(world: World, child_app_id: str, credential_id: str) -> None:
    secret_keys.delete(world, child_app_id, credential_id)


@router.get("/appManagement/configuration", status_code=200)
def get_application_configuration(
    world: World, learning_standard: str | None, single_sco: bool | None, include_metadata: bool
) -> dict[str, list[Row]]:
    scope = scopes.of_application(world, learning_standard, single_sco)
    return configuration.shown(world, scope, metadata=include_metadata)


@router.post("/appManagement/configuration", status_code=204)
def set_application_configuration(
    world: World, learning_standard: str | None, single_sco: bool | None, body: Row
) -> None:
    configuration.change(world, scopes.of_application(world, learning_standard, single_sco), body)


@router.delete("/appManagement/configuration/{settingId}", status_code=204)
def delete_application_configuration_setting(
    world: World, setting_id: str, learning_standard: str | None, single_sco: bool | None
) -> None:
    configuration.remove(world, scopes.of_application(world, learning_standard, single_sco), setting_id)


@router.post("/appManagement/token", status_code=200)
def create_token(world: World, body: Row) -> dict[str, str]:
    if body["permissions"].get("application_name"):
        world.hint("permissions.applicationName has no effect: the token is for the caller's application")
    return {"result": tokens.issue(world, body["permissions"].get("scopes") or [], body["expiry"])}
