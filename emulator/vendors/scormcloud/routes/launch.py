"""Launch links, launch history, and the xAPI statements that launches leave."""

from typing import Any

from emulator.vendors.call import Call
from emulator.vendors.scormcloud.launching import launch_links
from emulator.vendors.scormcloud.registrations import launch_history
from emulator.vendors.scormcloud.routing import router
from emulator.vendors.scormcloud.wire.listing import Listing
from emulator.vendors.scormcloud.xapi import statements


@router.post("/registrations/{registrationId}/launchLink", status_code=200)
def build_registration_launch_link(call: Call, registration_id: str, body: dict[str, Any]) -> dict[str, str]:
    return launch_links.build(call, registration_id, body)


@router.post("/courses/{courseId}/preview", status_code=200)
def build_course_preview_launch_link(call: Call, course_id: str, body: dict[str, Any]) -> dict[str, str]:
    return launch_links.build_preview(call, course_id, None, body)


@router.post("/courses/{courseId}/versions/{versionId}/preview", status_code=200)
def build_course_preview_launch_link_with_version(
    call: Call, course_id: str, version_id: int, body: dict[str, Any]
) -> dict[str, str]:
    return launch_links.build_preview(call, course_id, version_id, body)


@router.get("/registrations/{registrationId}/launchHistory", status_code=200)
def get_registration_launch_history(call: Call, registration_id: str, include_history_log: bool) -> dict[str, Any]:
    return launch_history.find(call, registration_id, None, with_log=include_history_log)


@router.get("/registrations/{registrationId}/instances/{instanceId}/launchHistory", status_code=200)
def get_registration_instance_launch_history(
    call: Call, registration_id: str, instance_id: int, include_history_log: bool
) -> dict[str, Any]:
    return launch_history.find(call, registration_id, instance_id, with_log=include_history_log)


@router.get("/courses/{courseId}/xAPIStatements", status_code=200)
def get_course_statements(call: Call, course_id: str, page: Listing, learner_id: str | None) -> dict[str, Any]:
    return statements.of_course(call, course_id, None, page, learner_id)


@router.get("/courses/{courseId}/versions/{versionId}/xAPIStatements", status_code=200)
def get_course_version_statements(
    call: Call, course_id: str, version_id: int, page: Listing, learner_id: str | None
) -> dict[str, Any]:
    return statements.of_course(call, course_id, version_id, page, learner_id)


@router.get("/registrations/{registrationId}/xAPIStatements", status_code=200)
def get_registration_statements(call: Call, registration_id: str, page: Listing) -> dict[str, Any]:
    return statements.of_registration(call, registration_id, None, page)


@router.get("/registrations/{registrationId}/instances/{instanceId}/xAPIStatements", status_code=200)
def get_registration_instance_statements(
    call: Call, registration_id: str, instance_id: int, page: Listing
) -> dict[str, Any]:
    return statements.of_registration(call, registration_id, instance_id, page)
