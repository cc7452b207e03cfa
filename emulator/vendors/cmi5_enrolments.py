"""Enrolling a learner in a cmi5 course: storing the course's structure for the LRS's sessions and the roll-up."""

from uuid import UUID, uuid5

from emulator.courseware.package.package import Activity, CoursePackage
from emulator.lrs.cmi5 import forgetting, move_on
from emulator.lrs.cmi5.move_on import CourseGroup, Unit
from emulator.vendors.course_lrs import CourseLrs


def enrol(course: CourseLrs, package: CoursePackage, unit: str) -> None:
    """Enrol the learner before a unit is first launched or waived; `unit` is the id of its activity. If two courses have the same
    registration, the unit's course takes it over."""
    enrolment = move_on.find(course.lrs_call, course.registration)
    if enrolment is not None and move_on.unit_of(enrolment, unit) is not None:
        return
    if enrolment is not None:
        forgetting.forget(course.lrs_call, course.registration)
    structure = _group(package.root, course.registration, "course")
    move_on.enrol(course.lrs_call, course.registration, course.actor, structure)


def activity_id(registration: str, publisher_id: str, kind: str = "unit") -> str:
    """The LMS's own id for a part of a course: different from the publisher's, and always the same in a registration (cmi5 8.1.5)."""
    return f"urn:uuid:{uuid5(UUID(registration), f'{kind} {publisher_id}')}"


def _group(activity: Activity, registration: str, kind: str) -> CourseGroup:
    detail = activity.detail.cmi5
    assert detail is not None
    parts = tuple(
        _unit(child, registration) if child.launchable else _group(child, registration, "block")
        for child in activity.children
    )
    title = {each.language or "und": each.text for each in detail.titles}
    return CourseGroup(detail.id, activity_id(registration, detail.id, kind), parts, title)


def _unit(activity: Activity, registration: str) -> Unit:
    detail = activity.detail.cmi5
    assert detail is not None
    return Unit(
        detail.id,
        activity_id(registration, detail.id),
        move_on=detail.move_on,
        mastery_score=None if detail.mastery_score is None else float(detail.mastery_score),
        launch_parameters=detail.launch_parameters,
        entitlement_key=detail.entitlement_key,
    )
