"""Launch links, launch history, and the xAPI statements that launches leave."""

from typing import Any

from emulator.vendors.call import Call
from emulator.vendors.scormcloud import launch_history, launch_links, statements
from emulator.vendors.scormcloud.listing import Listing
from emulator.vendors.scormcloud.routing import routes


@routes.operation("buildRegistrationLaunchLink")
def build_launch_link(call: Call, registration_id: str, body: dict[str, Any]) -> dict[str, str]:
    return launch_links.build(call, registration_id, body)


@routes.operation("buildCoursePreviewLaunchLink")
def build_preview_link(call: Call, course_id: str, body: dict[str, Any]) -> dict[str, str]:
    return launch_links.build_preview(call, course_id, None, body)


@routes.operation("buildCoursePreviewLaunchLinkWithVersion")
def build_version_preview_link(call: Call, course_id: str, version_id: int, body: dict[str, Any]) -> dict[str, str]:
    return launch_links.build_preview(call, course_id, version_id, body)


@routes.operation("getRegistrationLaunchHistory")
def get_launch_history(call: Call, registration_id: str, include_history_log: bool) -> dict[str, Any]:
    return launch_history.find(call, registration_id, None, with_log=include_history_log)


@routes.operation("getRegistrationInstanceLaunchHistory")
def get_instance_launch_history(
    call: Call, registration_id: str, instance_id: int, include_history_log: bool
) -> dict[str, Any]:
    return launch_history.find(call, registration_id, instance_id, with_log=include_history_log)


@routes.operation("getCourseStatements")
def list_course_statements(call: Call, course_id: str, page: Listing, learner_id: str | None) -> dict[str, Any]:
    return statements.of_course(call, course_id, None, page, learner_id)


@routes.operation("getCourseVersionStatements")
def list_version_statements(
    call: Call, course_id: str, version_id: int, page: Listing, learner_id: str | None
) -> dict[str, Any]:
    return statements.of_course(call, course_id, version_id, page, learner_id)


@routes.operation("getRegistrationStatements")
def list_registration_statements(call: Call, registration_id: str, page: Listing) -> dict[str, Any]:
    return statements.of_registration(call, registration_id, None, page)


@routes.operation("getRegistrationInstanceStatements")
def list_instance_statements(call: Call, registration_id: str, instance_id: int, page: Listing) -> dict[str, Any]:
    return statements.of_registration(call, registration_id, instance_id, page)
