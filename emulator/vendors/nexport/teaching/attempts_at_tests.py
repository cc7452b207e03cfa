"""Attempts at tests."""

from sqlalchemy import bindparam, desc, select

from emulator.sandbox.world import World
from emulator.vendors.nexport.directory import permissions
from emulator.vendors.nexport.entities import find
from emulator.vendors.nexport.rows import Row, Statement
from emulator.vendors.nexport.tables import NexportEnrollment, NexportSection, NexportTestAttempt
from emulator.vendors.nexport.teaching import assignments
from emulator.vendors.nexport.wire.page import Page

_ATTEMPTS = Statement(
    select(*NexportTestAttempt.__table__.c)
    .where(
        NexportTestAttempt.enrollment_id == bindparam("enrollment_id"),
        NexportTestAttempt.assignment_id == bindparam("assignment_id"),
    )
    .order_by(desc(NexportTestAttempt.position))
)


def list_all(world: World, enrollment_id: str, assignment_id: str, page: Page) -> list[Row]:
    """A page of the attempts at a test, the most recent first (documented).

    Documented: open to the section's instructors too.
    """
    enrollment = find(world, NexportEnrollment, enrollment_id, "enrollment")
    section = find(world, NexportSection, enrollment["section_id"], "section")
    if world.actor not in (section["instructor_ids"] or ()):
        permissions.require(world, enrollment["organization_id"])
    assignments.of_enrollment(world, enrollment, assignment_id, assignments.TEST)
    found = world.work.all(_ATTEMPTS, enrollment_id=enrollment_id, assignment_id=assignment_id)
    return [_shown(row) for row in page.of_list(world, found)]


def _shown(row: Row) -> Row:
    return {
        "attempt_id": row["id"],
        "attempt_index": row["position"],
        "start_date": row["started"],
        "last_time_left_update": row["time_left_updated"],
        "finish_date": row["finished"],
        "allow_relaunch": row["allow_relaunch"],
        "time_left": row["time_left"],
        "num_questions": row["questions"],
        "is_complete": row["finished"] is not None,
        "score": row["score"],
        "comments": row["comments"],
        "proctor_response_item": row["proctor"],
    }
