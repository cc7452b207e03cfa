"""Sections and training plans of a seed document, and the enrollments in them."""

from sqlalchemy import bindparam, select

from emulator.contract.reading import InputProblem
from emulator.courseware.package.package import Standard
from emulator.courseware.play import run
from emulator.sandbox.world import World
from emulator.vendors import seed_packages
from emulator.vendors.nexport.directory import directory
from emulator.vendors.nexport.enums import number
from emulator.vendors.nexport.rows import Row, Statement
from emulator.vendors.nexport.seed import attempts, form, references
from emulator.vendors.nexport.tables import (
    NexportAssignment,
    NexportAssignmentStatus,
    NexportEnrollment,
    NexportSection,
    NexportTrainingPlan,
    NexportTrainingPlanEnrollment,
)

STANDARDS = {"1.2": Standard.SCORM_12, "2004": Standard.SCORM_2004_4TH_EDITION}

_ASSIGNMENTS = Statement(
    select(*NexportAssignment.__table__.c)
    .where(NexportAssignment.section_id == bindparam("section_id"))
    .order_by(NexportAssignment.position)
)


def section(world: World, entry: form.Section, where: str) -> None:
    """Create a section with its assignments and enrollments."""
    row: Row = {
        **_syllabus(world, entry, where),
        "id": references.new_id(world, NexportSection, entry.id, where),
        "section_number": entry.section_number,
        "ceus": entry.ceus,
        "objectives": list(entry.objectives),
        "instructor_ids": [
            references.user(world, login, f"{where}.instructors[{index}]")["id"]
            for index, login in enumerate(entry.instructors)
        ],
        "certificate": entry.certificate,
    }
    world.work.insert(NexportSection, row)
    for index, assignment in enumerate(entry.assignments):
        _assignment(world, row, index, assignment, f"{where}.assignments[{index}]")
    for index, enrollment in enumerate(entry.enrollments):
        _enrollment(world, row, enrollment, f"{where}.enrollments[{index}]")


def training_plan(world: World, entry: form.TrainingPlan, where: str) -> None:
    """Create a training plan of existing sections, with its enrollments."""
    section_ids = []
    for index, reference in enumerate(entry.sections):
        found = references.section(world, reference, f"{where}.sections[{index}]")
        if found is None:
            raise InputProblem(f"{where}.sections[{index}]", "is neither the name nor the id of a section")
        section_ids.append(found["id"])
    row: Row = {
        **_syllabus(world, entry, where),
        "id": references.new_id(world, NexportTrainingPlan, entry.id, where),
        "section_ids": section_ids,
    }
    world.work.insert(NexportTrainingPlan, row)
    for index, enrollment in enumerate(entry.enrollments):
        here = f"{where}.enrollments[{index}]"
        enrolled = {
            **_enrolled(world, row, enrollment, here),
            "id": references.new_id(world, NexportTrainingPlanEnrollment, enrollment.id, here),
            "training_plan_id": row["id"],
        }
        world.work.insert(NexportTrainingPlanEnrollment, enrolled)


def _syllabus(world: World, entry: form.Syllabus, where: str) -> Row:
    return {
        "organization_id": references.organization_id(world, entry.organization, f"{where}.organization"),
        "name": entry.name,
        "unique_name": entry.unique_name,
        "description": entry.description,
        "enrollment_start": entry.enrollment_start,
        "enrollment_end": entry.enrollment_end,
        "modified": world.now(),
        "credit_hours": entry.credit_hours,
    }


def _assignment(world: World, section: Row, position: int, entry: form.Assignment, where: str) -> None:
    row: Row = {
        "id": references.new_id(world, NexportAssignment, entry.id, where),
        "section_id": section["id"],
        "position": position,
        "name": entry.name,
        "kind": entry.kind,
        "package_id": None,
        "standard": str(STANDARDS[entry.version]) if entry.version else None,
        "scos": [{"id": sco.id, "title": sco.title or sco.id} for sco in entry.scos],
    }
    if entry.sample is not None or entry.package is not None:
        row |= _packaged(world, entry, where)
    world.work.insert(NexportAssignment, row)


def _packaged(world: World, entry: form.Assignment, where: str) -> Row:
    """The columns of an assignment that depend on its course package."""
    package, package_id = seed_packages.store(world, entry.sample, entry.package, where)
    scos = [{"id": activity.identifier, "title": activity.title} for activity in run.playable(package)]
    return {"package_id": package_id, "standard": str(package.standard), "scos": scos}


def _enrollment(world: World, section: Row, entry: form.Enrollment, where: str) -> None:
    user = references.user(world, entry.user, f"{where}.user")
    enrollment: Row = {
        **_enrolled(world, section, entry, where),
        "id": references.new_id(world, NexportEnrollment, entry.id, where),
        "section_id": section["id"],
    }
    if entry.phase is None and any(status.scos or status.attempts for status in entry.statuses):
        enrollment["phase"] = number("PhaseEnum", "InProgress")
    world.work.insert(NexportEnrollment, enrollment)
    waiting = {row["id"]: row for row in world.work.all(_ASSIGNMENTS, section_id=section["id"])}
    for index, status in enumerate(entry.statuses):
        here = f"{where}.statuses[{index}]"
        assignment = _assignment_of(waiting, status.assignment, f"{here}.assignment")
        _status(world, enrollment, waiting.pop(assignment["id"]), user, status, here)
    for assignment in waiting.values():
        _status(world, enrollment, assignment, user, form.Status(assignment=assignment["name"]), where)


def _enrolled(world: World, syllabus: Row, entry: form.PlanEnrollment, where: str) -> Row:
    """The columns of both kinds of enrollments. The user gets a subscription to the organization."""
    user = references.user(world, entry.user, f"{where}.user")
    organization_id = syllabus["organization_id"]
    if entry.organization:
        organization_id = references.organization_id(world, entry.organization, f"{where}.organization")
    directory.subscribe(world, user["id"], organization_id)
    percent = 100 if entry.percent is None and entry.phase == "Finished" else entry.percent
    return {
        "user_id": user["id"],
        "organization_id": organization_id,
        "enrolled": entry.enrolled or world.now(),
        "started": entry.started,
        "expires": entry.expires,
        "last_activity": entry.last_activity,
        "phase": number("PhaseEnum", entry.phase or "NotStarted"),
        "result": number("ResultEnum", entry.result) if entry.result else None,
        "percent": percent,
    }


def _status(world: World, enrollment: Row, assignment: Row, user: Row, entry: form.Status, where: str) -> None:
    row: Row = {
        "id": references.new_id(world, NexportAssignmentStatus, entry.id, where),
        "enrollment_id": enrollment["id"],
        "assignment_id": assignment["id"],
        "attempt_id": attempts.attempt(world, assignment, user, entry.scos, where) if entry.scos else None,
    }
    world.work.insert(NexportAssignmentStatus, row)
    attempts.attempts_at_tests(world, enrollment, assignment, entry.attempts, where)


def _assignment_of(rows: dict[str, Row], reference: str, where: str) -> Row:
    found = [row for row in rows.values() if reference == row["name"] or reference.lower() == row["id"]]
    if len(found) != 1:
        raise InputProblem(where, "must name one assignment of the section, and each only once")
    return found[0]
