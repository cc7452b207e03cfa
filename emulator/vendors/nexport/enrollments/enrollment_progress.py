"""The effect of an assignment's course on its enrollment. Inferred throughout: see the decisions in the contract."""

from sqlalchemy import bindparam, select

from emulator.courseware.attempts import attempts
from emulator.courseware.package.package import Standard
from emulator.courseware.rollup.rollup import Outcome, roll_up
from emulator.courseware.stored_packages import package_of
from emulator.sandbox.world import World
from emulator.vendors.nexport.enrollments.enrollments import FAILING, FINISHED, PASSING
from emulator.vendors.nexport.enums import number
from emulator.vendors.nexport.rows import Row, Statement
from emulator.vendors.nexport.tables import NexportAssignment, NexportAssignmentStatus, NexportEnrollment

IN_PROGRESS = number("PhaseEnum", "InProgress")

_OF_ATTEMPT = Statement(
    select(NexportAssignmentStatus.enrollment_id).where(NexportAssignmentStatus.attempt_id == bindparam("attempt_id"))
)
_ATTEMPTS = Statement(
    select(NexportAssignmentStatus.attempt_id)
    .join_from(
        NexportAssignmentStatus, NexportAssignment, NexportAssignment.id == NexportAssignmentStatus.assignment_id
    )
    .where(NexportAssignmentStatus.enrollment_id == bindparam("enrollment_id"))
)


def attempt_changed(world: World, attempt_id: str) -> None:
    """Update the enrollment from its attempt, if it has not ended."""
    status = world.work.one(_OF_ATTEMPT, attempt_id=attempt_id)
    enrollment = world.work.get(NexportEnrollment, id=status["enrollment_id"]) if status is not None else None
    if enrollment is None or enrollment["phase"] == FINISHED:
        return
    rows = world.work.all(_ATTEMPTS, enrollment_id=enrollment["id"])
    outcomes = [_outcome(world, row["attempt_id"]) for row in rows]
    done = sum(1 for outcome in outcomes if outcome.completion == "completed")
    changes: Row = {
        "started": enrollment["started"] or world.now(),
        "last_activity": world.now(),
        "phase": IN_PROGRESS,
        "percent": done * 100 // len(rows),
    }
    if done == len(rows):
        failed = any(outcome.success == "failed" for outcome in outcomes)
        changes |= {"phase": FINISHED, "result": FAILING if failed else PASSING}
    world.work.update(NexportEnrollment, {"id": enrollment["id"]}, changes)


def _outcome(world: World, attempt_id: str | None) -> Outcome:
    """The result of an attempt; empty without a package that defines the course."""
    attempt = attempts.find(world.work, attempt_id) if attempt_id is not None else None
    package = package_of(world.work, attempt["package_id"]) if attempt is not None else None
    if attempt is None or package is None:
        return Outcome()
    return roll_up(package.root, Standard(attempt["standard"]), attempts.scos(world.work, attempt["id"])).outcome
