"""Trying out a course: a registration for it in the application that every sandbox has."""

from typing import Any

from emulator.sandbox.world import World
from emulator.vendors.for_console.trial import Asked, Trial
from emulator.vendors.scormcloud.access import credentials
from emulator.vendors.scormcloud.tables import ScormCloudCourse, ScormCloudRegistration


def trial(world: World, asked: Asked) -> Trial:
    """The course and the learner's registration for it."""
    app_id, course_id, registration_id = credentials.APP, f"try-{asked.id()}", f"try-{asked.id(asked.learner)}"
    section: dict[str, list[Any]] = {}
    if world.work.get(ScormCloudCourse, app_id=app_id, id=course_id) is None:
        section["courses"] = [{"id": course_id, "title": asked.title, "package": asked.package}]
    if world.work.get(ScormCloudRegistration, app_id=app_id, id=registration_id) is None:
        learner = {"id": asked.learner, "firstName": asked.learner}
        section["registrations"] = [{"registrationId": registration_id, "courseId": course_id, "learner": learner}]
    return Trial(section, {"application": app_id, "registration": registration_id})
