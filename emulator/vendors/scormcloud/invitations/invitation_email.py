"""The e-mail of a private invitation: its text with the placeholders filled in. The placeholders are those of API v1's page."""

import re

from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud.courses import course_content
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tables import ScormCloudCourse, ScormCloudCourseVersion, ScormCloudRegistration

DEFAULT_BODY = "Hello [USER],<br/>you are invited to the course [COURSE].<br/><br/>[URL:Play Course]"
_PLACEHOLDER = re.compile(r"\[(COURSE_DESCRIPTION|COURSE_DURATION|COURSE|USER|URL)\]|\[URL:([^\]\n]*)\]")


def values_of(work: UnitOfWork, app_id: str, course_id: str) -> dict[str, str]:
    """The placeholders of a course with their values."""
    course = work.get(ScormCloudCourse, app_id=app_id, id=course_id)
    assert course is not None  # deleting the course ends the job
    key = {"app_id": app_id, "course_id": course_id, "version": course["version"]}
    version = work.get(ScormCloudCourseVersion, **key)
    assert version is not None
    metadata = course_content.package_of(work, version["package_id"]).metadata
    return {
        "COURSE": course["title"],
        "COURSE_DESCRIPTION": metadata.description or "",
        "COURSE_DURATION": metadata.duration or "",
    }


def values_for(work: UnitOfWork, invited: Row) -> dict[str, str]:
    """The placeholders of a person with their values. The name is that of the registration, or else the address."""
    registration = work.get(ScormCloudRegistration, app_id=invited["app_id"], id=invited["registration_id"]) or {}
    names = (registration.get("learner_first_name"), registration.get("learner_last_name"))
    return {"USER": " ".join(name for name in names if name) or invited["email"], "URL": invited["url"]}


def render(template: str, values: dict[str, str]) -> str:
    """The text with every placeholder replaced; `[URL:words]` is a link with these words."""

    def fill(found: re.Match[str]) -> str:
        name, words = found.groups()
        return values[name] if name else f'<a href="{values["URL"]}">{words}</a>'

    return _PLACEHOLDER.sub(fill, template)
