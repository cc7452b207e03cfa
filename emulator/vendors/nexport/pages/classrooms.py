"""The data of a learner's classrooms: enrollments, with their assignments and the progress of each."""

from sqlalchemy import bindparam, select

from emulator.courseware import stored_packages
from emulator.courseware.attempts import attempts
from emulator.courseware.package.package import CoursePackage
from emulator.courseware.play import run
from emulator.courseware.play.attempt_document import status_of
from emulator.courseware.play.playthrough import progress_of
from emulator.light.records import dataclass
from emulator.sandbox.world import World
from emulator.vendors.nexport.enrollments.enrollments import (
    FINISHED,
    NOT_STARTED,
    PASSING,
    TABLES,
    read_syllabi_ahead,
    syllabus_of,
)
from emulator.vendors.nexport.rows import Row, Statement
from emulator.vendors.nexport.tables import NexportAssignment, NexportAssignmentStatus
from emulator.vendors.nexport.teaching.assignments import COURSEWARE

UNSTARTED = "Not started"
_OF_USER = {
    kind: Statement(
        select(*table.__table__.c)
        .where(table.__table__.c.user_id == bindparam("user_id"))
        .order_by(table.__table__.c.enrolled, table.__table__.c.id)
    )
    for kind, table in TABLES.items()
}
_TASKS = Statement(
    select(
        NexportAssignmentStatus.id,
        NexportAssignmentStatus.attempt_id,
        NexportAssignment.name,
        NexportAssignment.kind,
        NexportAssignment.package_id,
    )
    .join_from(
        NexportAssignmentStatus, NexportAssignment, NexportAssignment.id == NexportAssignmentStatus.assignment_id
    )
    .where(NexportAssignmentStatus.enrollment_id == bindparam("enrollment_id"))
    .order_by(NexportAssignment.position)
)


@dataclass(frozen=True, slots=True)
class ClassroomTask:
    """An assignment, by the id of its status, with the progress in words, and why it cannot be opened (empty if it can)."""

    status_id: str
    name: str
    state: str
    obstacle: str


@dataclass(frozen=True, slots=True)
class Classroom:
    """An enrollment in a section or a training plan; a plan has no tasks of its own."""

    enrollment: Row
    title: str
    state: str
    tasks: tuple[ClassroomTask, ...]


def of_user(world: World, user_id: str) -> list[Classroom]:
    """All classrooms of a user, sections before training plans."""
    found = [(kind, row) for kind, statement in _OF_USER.items() for row in world.work.all(statement, user_id=user_id)]
    _read_ahead(world, found)
    return [_classroom(world, kind, row) for kind, row in found]


def _read_ahead(world: World, found: list[tuple[int, Row]]) -> None:
    """Read the rows for the classrooms of these enrollments at once."""
    read_syllabi_ahead(world, found)
    keys = [{"enrollment_id": row["id"]} for _, row in found]
    world.work.read_ahead(_TASKS, keys)
    tasks = [task for key in keys for task in world.work.all(_TASKS, **key)]
    stored_packages.read_ahead(world.work, [task["package_id"] for task in tasks])
    attempts.read_ahead(world.work, [task["attempt_id"] for task in tasks])


def _classroom(world: World, kind: int, row: Row) -> Classroom:
    syllabus = syllabus_of(world, kind, row)
    over = row["expires"] is not None and row["expires"] <= world.now()
    tasks = world.work.all(_TASKS, enrollment_id=row["id"])
    return Classroom(row, syllabus["name"], _state(row), tuple(_task(world, task, over=over) for task in tasks))


def _state(row: Row) -> str:
    """The progress in the words of the product's own lists (documented)."""
    if (row["phase"] or NOT_STARTED) == NOT_STARTED:
        return UNSTARTED
    if row["phase"] != FINISHED:
        return "In progress"
    return "Passed" if row["result"] == PASSING else "Failed"


def _task(world: World, row: Row, *, over: bool) -> ClassroomTask:
    package = stored_packages.package_of(world.work, row["package_id"])
    obstacle = "Access to this enrollment has ended." if over else _obstacle(row, package)
    return ClassroomTask(row["id"], row["name"], _progress(world, row, package), obstacle)


def _obstacle(row: Row, package: CoursePackage | None) -> str:
    if row["kind"] != COURSEWARE:
        return f"This is an assignment of kind {row['kind']}: there is nothing to open here."
    if package is None:
        return "It has no course package: in a seed document, name a sample or a package for it."
    return "" if run.playable(package) else "Its course has nothing that can be opened."


def _progress(world: World, row: Row, package: CoursePackage | None) -> str:
    attempt = attempts.find(world.work, row["attempt_id"]) if row["attempt_id"] is not None else None
    if attempt is None:
        return UNSTARTED
    if package is None:
        return "In progress"
    outcome = progress_of(world.work, attempt, package).outcome
    status = status_of(outcome)
    words = "In progress" if status in ("incomplete", "not attempted") else status.capitalize()
    return words if outcome.score is None else f"{words}, score {float(round(outcome.score * 100, 2)):g}"
