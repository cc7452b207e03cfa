"""Trying out a course: a section with one assignment, and a user's enrollment in it."""

from typing import Any

from emulator.sandbox.world import World
from emulator.vendors.for_console.trial import Asked, Trial
from emulator.vendors.nexport.tables import NexportAssignmentStatus, NexportUser


def trial(world: World, asked: Asked) -> Trial:
    """The section with the learner's own enrollment, and the user."""
    status_id = asked.uuid("status", asked.learner)
    section: dict[str, list[Any]] = {}
    if world.work.get(NexportUser, login_folded=asked.learner.lower()) is None:
        section["users"] = [{"login": asked.learner, "first_name": asked.learner}]
    if world.work.get(NexportAssignmentStatus, id=status_id) is None:
        enrollment = {"user": asked.learner, "statuses": [{"assignment": asked.title[:255], "id": status_id}]}
        assignment = {"name": asked.title[:255], "package": asked.package}
        section["sections"] = [{"name": asked.title[:255], "assignments": [assignment], "enrollments": [enrollment]}]
    return Trial(section, {"assignment_status": status_id})
