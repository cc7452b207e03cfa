"""Enrollments: users in sections and in training plans."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import bindparam, select

from emulator.courseware.attempts import attempts
from emulator.sandbox.world import World
from emulator.store.parts import value_of
from emulator.vendors.nexport.directory import directory
from emulator.vendors.nexport.enums import number
from emulator.vendors.nexport.errors import EntityNotFound, ValidationFailed
from emulator.vendors.nexport.rows import Row, Statement, Table
from emulator.vendors.nexport.tables import (
    NexportAssignment,
    NexportAssignmentStatus,
    NexportEnrollment,
    NexportTestAttempt,
    NexportTrainingPlanEnrollment,
)
from emulator.vendors.nexport.teaching import syllabi

NOT_STARTED = number("PhaseEnum", "NotStarted")
FINISHED = number("PhaseEnum", "Finished")
PASSING = number("ResultEnum", "Passing")
FAILING = number("ResultEnum", "Failing")

TABLES: dict[int, type[Table]] = {
    syllabi.SECTION: NexportEnrollment,
    syllabi.TRAINING_PLAN: NexportTrainingPlanEnrollment,
}
SYLLABUS_COLUMN = {syllabi.SECTION: "section_id", syllabi.TRAINING_PLAN: "training_plan_id"}
PERCENT = {syllabi.SECTION: "percent_assignments_complete", syllabi.TRAINING_PLAN: "percent_requirements_fulfilled"}

_ASSIGNMENTS = Statement(select(NexportAssignment.id).where(NexportAssignment.section_id == bindparam("section_id")))
_STATUSES = Statement(
    select(NexportAssignmentStatus.attempt_id).where(
        NexportAssignmentStatus.enrollment_id == bindparam("enrollment_id")
    )
)


def find_any(world: World, enrollment_id: str) -> tuple[int, Row]:
    """An enrollment with the type of its syllabus. 409 if there is none."""
    for kind, table in TABLES.items():
        row = world.work.get(table, id=enrollment_id)
        if row is not None:
            return kind, row
    raise EntityNotFound(f"no such enrollment: {enrollment_id}")


def syllabus_of(world: World, kind: int, row: Row) -> Row:
    """The section or training plan of an enrollment."""
    return syllabi.get(world, kind, value_of(row, SYLLABUS_COLUMN[kind]))


def create(
    world: World, kind: int, syllabus_id: str, user_id: str, organization_id: str, expires: datetime | None
) -> Row:
    """Enroll a user. The user gets a subscription to the organization if there is none."""
    row: Row = {
        "id": world.ids.uuid(),
        **cast(Row, {SYLLABUS_COLUMN[kind]: syllabus_id}),
        "user_id": user_id,
        "organization_id": organization_id,
        "enrolled": world.now(),
        "expires": expires,
        "phase": NOT_STARTED,
    }
    world.work.insert(TABLES[kind], row)
    directory.subscribe(world, user_id, organization_id)
    if kind == syllabi.SECTION:
        world.work.insert_all(
            NexportAssignmentStatus,
            [
                {"id": world.ids.uuid(), "enrollment_id": row["id"], "assignment_id": assignment["id"]}
                for assignment in world.work.all(_ASSIGNMENTS, section_id=syllabus_id)
            ],
        )
    return row


def all_shown(world: World, found: Sequence[tuple[int, Row]]) -> list[Row]:
    """Enrollments as lists show them, each with the type of its syllabus."""
    read_syllabi_ahead(world, found)
    return [shown(world, kind, row) for kind, row in found]


def read_syllabi_ahead(world: World, found: Sequence[tuple[int, Row]]) -> None:
    """Read the syllabi of many enrollments at once, for `syllabus_of`."""
    syllabi.read_many_ahead(world, [(kind, value_of(row, SYLLABUS_COLUMN[kind])) for kind, row in found])


def shown(world: World, kind: int, row: Row) -> Row:
    """An enrollment as lists show it."""
    syllabus = syllabus_of(world, kind, row)
    return {
        "enrollment_id": row["id"],
        "user_id": row["user_id"],
        "org_id": row["organization_id"],
        "title": syllabus["name"],
        "syllabus_id": syllabus["id"],
        "syllabus_type": kind,
        "enrollment_date": row["enrolled"],
        "start_date": row["started"],
        "expiration_date": row["expires"],
        "last_activity_date": row["last_activity"],
        "phase": row["phase"] or NOT_STARTED,
        "result": row["result"],
        **cast(Row, {PERCENT[kind]: row["percent"] or 0}),
    }


def drop(world: World, enrollment_id: str) -> None:
    """End an enrollment: finished and, unless it was passing, failing (inferred). 422 if it has ended already."""
    kind, row = find_any(world, enrollment_id)
    if row["phase"] == FINISHED:
        raise ValidationFailed(why="The enrollment has ended already.")
    changes: Row = {"phase": FINISHED, "result": FAILING if row["result"] is None else row["result"]}
    world.work.update(TABLES[kind], {"id": enrollment_id}, {**changes, "last_activity": world.now()})


def delete(world: World, enrollment_id: str) -> None:
    """Delete an enrollment with the learner's data in it."""
    kind, _ = find_any(world, enrollment_id)
    begun = world.work.all(_STATUSES, enrollment_id=enrollment_id)
    attempts.delete(world.work, *(status["attempt_id"] for status in begun if status["attempt_id"] is not None))
    world.work.delete(NexportAssignmentStatus, enrollment_id=enrollment_id)
    world.work.delete(NexportTestAttempt, enrollment_id=enrollment_id)
    world.work.delete(TABLES[kind], id=enrollment_id)
