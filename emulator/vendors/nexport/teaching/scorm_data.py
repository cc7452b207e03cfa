"""The rules of ScormApi: an administrator reads and edits the CMI data of a learner's attempt."""

from typing import cast

from emulator.courseware.attempts import attempts
from emulator.courseware.cmi import CmiData, CmiError, model_of
from emulator.courseware.package.package import Standard
from emulator.courseware.play import run
from emulator.courseware.tables import Attempt
from emulator.sandbox.world import World
from emulator.store.parts import value_of
from emulator.store.rows import Row as CommonRow
from emulator.vendors.nexport.directory import permissions
from emulator.vendors.nexport.entities import find
from emulator.vendors.nexport.errors import EntityNotFound, ValidationFailed
from emulator.vendors.nexport.rows import Row
from emulator.vendors.nexport.tables import NexportAssignmentStatus, NexportEnrollment
from emulator.vendors.nexport.teaching import assignments
from emulator.vendors.nexport.teaching.edit_fields import COLUMNS, TARGETS
from emulator.vendors.nexport.wire.page import Page


def read(world: World, enrollment_id: str, assignment_id: str, names: list[str], page: Page) -> list[Row]:
    """A page of the launched SCOs, each with one field for each requested name, in that order.

    Inferred: an assignment that is not courseware gives 422; one that was never launched has no SCOs to show.
    """
    enrollment = find(world, NexportEnrollment, enrollment_id, "enrollment")
    permissions.require(world, enrollment["organization_id"])
    assignment = assignments.of_enrollment(world, enrollment, assignment_id, assignments.COURSEWARE)
    _require_cmi(assignment["standard"])
    status = world.work.get(NexportAssignmentStatus, enrollment_id=enrollment_id, assignment_id=assignment_id)
    if status is None or status["attempt_id"] is None:
        return page.of_list(world, [])
    attempt = find(world, Attempt, status["attempt_id"], "attempt")
    # Documented: alphabetical by SCO id. Inferred: by code point, ignoring case, not by the rules of a language.
    scos = sorted(attempts.scos(world.work, attempt["id"]), key=lambda sco: (sco["sco_id"].lower(), sco["sco_id"]))
    return [_shown(attempts.cmi_of(attempt, sco), sco, names) for sco in page.of_list(world, scos)]


def edit(world: World, assignment_status_id: str, sco_id: str, body: Row) -> None:
    """Change the members in the body and keep the others. If a value is invalid, nothing changes (422).

    Inferred: nothing is calculated from it; session_time is not added to total_time, and the grade does not change. Documented: the
    learner's next attempt starts at an edited lesson_location.
    """
    status = find(world, NexportAssignmentStatus, assignment_status_id, "assignment status")
    enrollment = find(world, NexportEnrollment, status["enrollment_id"], "enrollment")
    permissions.require(world, enrollment["organization_id"])
    if status["attempt_id"] is None:
        raise EntityNotFound("this assignment was never launched")
    attempt = find(world, Attempt, status["attempt_id"], "attempt")
    _require_cmi(attempt["standard"])
    sco = attempts.find_sco(world.work, attempt["id"], sco_id)
    if sco is None:
        raise EntityNotFound("no such SCO in this attempt")
    if run.is_running(sco):
        world.hint("the learner has this SCO open: its next commit overwrites this edit")
    changes = cast(CommonRow, {column: value_of(body, name) for name, column in COLUMNS.items() if name in body})
    data = attempts.cmi_of(attempt, sco)
    elements = _write(data, body)
    run.edit(world.work, sco, {**changes, "data": data.values}, elements)


def _shown(data: CmiData, sco: CommonRow, names: list[str]) -> Row:
    return {
        "title": sco["title"],
        "sco_id": sco["sco_id"],
        "start_date_utc": sco["started"],
        "exit_date_utc": sco["exited"],
        "cmi_fields": [_field(data, name) for name in names],
    }


def _field(data: CmiData, name: str) -> Row:
    """Inferred: the field of an unreadable name has the error text of the SCORM standard; an element that is not set yet has no value."""
    try:
        value, error = data.read(name) or "", None
    except CmiError as problem:
        value, error = "", problem.words
    return {"cmi_element_name": name, "cmi_element_value": value, "error_message": error}


def _write(data: CmiData, body: Row) -> list[str]:
    """Write the body's values into the data; returns the changed elements."""
    written = []
    for member, target in TARGETS[data.model.name].items():
        if member not in body:
            continue
        try:
            for element, value in target.values(value_of(body, member)):
                data.write(element, value, by_lms=True)
                written.append(element)
        except CmiError as problem:
            raise ValidationFailed(why=f"{member} is not a value of {problem.element}: {problem.words}") from None
    return written


def _require_cmi(standard: str) -> None:
    """Inferred: courseware of a standard without CMI data (cmi5, Tin Can, media) has nothing to read or to edit."""
    if model_of(Standard(standard)) is None:
        raise ValidationFailed(why=f"the assignment is a course of {standard}, which has no CMI data")
