"""The subjects of attempts at NexPort Campus: the courseware assignments of enrollments. Only the control API launches them."""

from collections.abc import Mapping

from emulator.courseware.attempts import attempts
from emulator.courseware.attempts.attempts import Learner
from emulator.courseware.package.package import Standard
from emulator.courseware.play.launches import Launch
from emulator.courseware.tables import StoredPackage
from emulator.sandbox.world import World
from emulator.store.listed import in_order
from emulator.store.rows import Row as CommonRow
from emulator.vendors.nexport.rows import Row
from emulator.vendors.nexport.settings import settings_of
from emulator.vendors.nexport.tables import (
    NexportAssignment,
    NexportAssignmentStatus,
    NexportEnrollment,
    NexportUser,
)
from emulator.vendors.nexport.teaching.assignments import COURSEWARE
from emulator.vendors.subject import CannotLaunchError, Subject, SubjectSearch

NAME = "nexport"

_S, _E = NexportAssignmentStatus.__table__, NexportEnrollment.__table__
_A, _U = NexportAssignment.__table__, NexportUser.__table__
_SEARCH = SubjectSearch[Row](
    _S.join(_E, _E.c.id == _S.c.enrollment_id)
    .join(_A, _A.c.id == _S.c.assignment_id)
    .join(_U, _U.c.id == _E.c.user_id),
    (
        *(_S.c.id, _S.c.enrollment_id, _S.c.assignment_id, _S.c.attempt_id),
        *(_A.c.section_id, _A.c.name, _A.c.position, _A.c.scos),
        *(_E.c.user_id, _E.c.enrolled, _U.c.first_name, _U.c.last_name),
    ),
    {
        "assignment_status": _S.c.id,
        "enrollment": _S.c.enrollment_id,
        "assignment": _S.c.assignment_id,
        "section": _A.c.section_id,
        "learner": _E.c.user_id,
        "attempt": _S.c.attempt_id,
    },
    (_E.c.organization_id, _E.c.enrolled, _E.c.id, _A.c.position),
    walk=in_order(
        _E,
        (_S, _S.c.enrollment_id == _E.c.id),
        (_A, _A.c.id == _S.c.assignment_id),
        (_U, _U.c.id == _E.c.user_id),
    ),
    always=(_A.c.kind == COURSEWARE,),
)


def find(world: World, wanted: Mapping[str, str], limit: int) -> list[Subject]:
    """The matching assignments, by organization, enrollment and position in the section. Ids are stored, and so compared, in lower case."""
    asked = {name: value if name == "attempt" else value.lower() for name, value in wanted.items()}
    return [_subject(row) for row in _SEARCH.rows(world.work, asked, limit)]


def launch(world: World, subject: Subject) -> Launch:
    """How the player opens the assignment; its attempt is created if it has none."""
    assignment = world.work.get(NexportAssignment, id=subject.keys["assignment"])
    assert assignment is not None
    package_id = assignment["package_id"]
    stored = world.work.get(StoredPackage, id=package_id) if package_id is not None else None
    if stored is None:
        raise CannotLaunchError(
            f"the assignment {assignment['name'][:200]} has no course package: in a seed document, name a sample or a package for it"
        )
    attempt_id = subject.attempt_id or _begin(world, subject, stored)
    options = {"review_completed": settings_of(world).nexport_review_after_completed}
    return Launch(vendor=NAME, package_id=stored["id"], attempt_id=attempt_id, options=options)


def _begin(world: World, subject: Subject, stored: CommonRow) -> str:
    standard = Standard(stored["standard"])
    attempt = attempts.create(world.work, world.ids, world.now(), subject.learner, standard, stored["id"])
    key = {"id": subject.keys["assignment_status"]}
    world.work.update(NexportAssignmentStatus, key, {"attempt_id": attempt["id"]})
    attempt_id: str = attempt["id"]
    return attempt_id


def _subject(row: Row) -> Subject:
    keys = {
        "assignment_status": row["id"],
        "enrollment": row["enrollment_id"],
        "assignment": row["assignment_id"],
        "section": row["section_id"],
    }
    learner = Learner(row["user_id"], f"{row['last_name']}, {row['first_name']}"[:255])
    scos = tuple(sco["id"] for sco in row["scos"])
    return Subject(NAME, "assignment", keys, learner, row["name"], row["attempt_id"], scos=scos)
