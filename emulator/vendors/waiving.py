"""Waiving units of a cmi5 course: the LMS says that a learner need not take them (cmi5 9.3.7)."""

from emulator.courseware.attempts import attempts
from emulator.courseware.package.package import Activity, CoursePackage, Standard
from emulator.courseware.play import run
from emulator.courseware.play.deeds import Waiver
from emulator.lrs.cmi5 import forgetting, move_on
from emulator.sandbox.world import World
from emulator.store.rows import Row
from emulator.vendors import attempt_lrs, cmi5_enrolments
from emulator.vendors.course_lrs import CourseLrs


class CannotWaiveError(Exception):
    """The text says why nothing can be waived."""


def waive(
    world: World, vendor: str, attempt: Row, package: CoursePackage, unit_id: str | None, reason: Waiver
) -> list[Row]:
    """Waive a unit, or without `unit_id` every unit that has not met its moveOn; returns the rows of these SCOs.

    The LRS gets a `waived` statement for each unit, and `satisfied` for the blocks and the course that are satisfied by it. Raises
    `CannotWaiveError`.
    """
    if package.standard is not Standard.CMI5:
        raise CannotWaiveError(f"only units of cmi5 can be waived, and this course is of {package.standard}")
    course = attempt_lrs.of(world, vendor, attempt)
    if not attempts.scos(
        world.work, attempt["id"]
    ):  # as at a first launch: data of earlier attempts does not belong to this one
        forgetting.forget(course.lrs_call, course.registration)
    units = run.playable(package)
    cmi5_enrolments.enrol(course, package, _activity_id(course, units[0]))
    chosen = [each for each in units if each.identifier == unit_id] if unit_id else _left(course, units)
    if not chosen:
        raise CannotWaiveError("every unit has met its moveOn already; name one as sco to waive it all the same")
    return [_waive(world, course, attempt, each, units.index(each), reason) for each in chosen]


def _waive(world: World, course: CourseLrs, attempt: Row, unit: Activity, position: int, reason: Waiver) -> Row:
    if attempts.find_sco(world.work, attempt["id"], unit.identifier) is None:
        now = world.now()
        attempts.add_unlaunched(
            world.work, attempt, unit.identifier, unit.title, now, position=position, data={}, seconds=0.0
        )
    try:
        move_on.waive(course.lrs_call, course.registration, _activity_id(course, unit), reason)
    except move_on.AlreadyWaivedError:
        raise CannotWaiveError(f"{unit.identifier[:200]} was waived already, which cmi5 allows once") from None
    sco = attempts.find_sco(world.work, attempt["id"], unit.identifier)
    assert sco is not None
    return sco


def _left(course: CourseLrs, units: list[Activity]) -> list[Activity]:
    enrolment = move_on.find(course.lrs_call, course.registration)
    assert enrolment is not None
    return [unit for unit in units if not move_on.is_met(enrolment, _activity_id(course, unit))]


def _activity_id(course: CourseLrs, unit: Activity) -> str:
    return cmi5_enrolments.activity_id(course.registration, unit.identifier)
