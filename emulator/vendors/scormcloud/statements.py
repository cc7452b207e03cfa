"""xAPI statements of courses and registrations. There is no LRS yet, so there are none: nothing here pretends otherwise."""

from typing import Any

from emulator.vendors.call import Call
from emulator.vendors.scormcloud import courses, instances, registrations

NONE_KEPT = "lms-emulator keeps no xAPI statements yet: this list is always empty"


def of_course(call: Call, course_id: str, version: int | None = None) -> dict[str, Any]:
    """The statements of a course or one version of it. 404 if there is no such one."""
    courses.find_row(call, course_id)
    if version is not None:
        courses.find_version_row(call, course_id, version)
    return _none(call)


def of_registration(call: Call, registration_id: str, instance: int | None = None) -> dict[str, Any]:
    """The statements of a registration or one instance of it. 404 if there is no such one."""
    row = registrations.find_row(call, registration_id)
    if instance is not None:
        instances.find_row(call, row, instance)
    return _none(call)


def _none(call: Call) -> dict[str, Any]:
    call.hint(NONE_KEPT)
    return {"statements": []}
