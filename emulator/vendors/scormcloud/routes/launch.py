"""Launch links, launch history, and the xAPI statements that launches leave."""

from emulator.sandbox.world import World
from emulator.vendors.scormcloud.launching import launch_links
from emulator.vendors.scormcloud.registrations import launch_history
from emulator.vendors.scormcloud.routing import router
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.wire.listing import Listing
from emulator.vendors.scormcloud.xapi import statements


@router.post("/registrations/{registrationId}/launchLink", status_code=200)
def build_registration_launch_link(world: World, registration_id: str, body: Row) -> dict[str, str]:
    return launch_links.build(world, registration_id, body)


@router.post("/courses/{courseId}/preview", status_code=200)
def build_course_preview_launch_link(world: World, course_id: str, css_url: str | None, body: Row) -> dict[str, str]:
    return launch_links.build_preview(world, course_id, None, body, css_url)


@router.post("/courses/{courseId}/versions/{versionId}/preview", status_code=200)
def build_course_preview_launch_link_with_version(
    world: World, course_id: str, version_id: int, body: Row
) -> dict[str, str]:
    return launch_links.build_preview(world, course_id, version_id, body)


@router.get("/registrations/{registrationId}/launchHistory", status_code=200)
def get_registration_launch_history(
    world: World, registration_id: str, include_history_log: bool
) -> dict[str, list[Row]]:
    return launch_history.find(world, registration_id, None, with_log=include_history_log)


@router.get("/registrations/{registrationId}/instances/{instanceId}/launchHistory", status_code=200)
def get_registration_instance_launch_history(
    world: World, registration_id: str, instance_id: int, include_history_log: bool
) -> dict[str, list[Row]]:
    return launch_history.find(world, registration_id, instance_id, with_log=include_history_log)


@router.get("/courses/{courseId}/xAPIStatements", status_code=200)
def get_course_statements(world: World, course_id: str, page: Listing, learner_id: str | None) -> Row:
    return statements.of_course(world, course_id, None, page, learner_id)


@router.get("/courses/{courseId}/versions/{versionId}/xAPIStatements", status_code=200)
def get_course_version_statements(
    world: World, course_id: str, version_id: int, page: Listing, learner_id: str | None
) -> Row:
    return statements.of_course(world, course_id, version_id, page, learner_id)


@router.get("/registrations/{registrationId}/xAPIStatements", status_code=200)
def get_registration_statements(world: World, registration_id: str, page: Listing) -> Row:
    return statements.of_registration(world, registration_id, None, page)


@router.get("/registrations/{registrationId}/instances/{instanceId}/xAPIStatements", status_code=200)
def get_registration_instance_statements(world: World, registration_id: str, instance_id: int, page: Listing) -> Row:
    return statements.of_registration(world, registration_id, instance_id, page)
