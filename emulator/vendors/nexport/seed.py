"""The NexPort section of a seed document: organizations, users, sections and what learners have done in them (docs/seed.md)."""

from typing import Any

from sqlalchemy import bindparam, select

from emulator.contract.reading import InputProblem
from emulator.courseware import attempts
from emulator.courseware.attempts import Learner
from emulator.courseware.cmi import SCORM_2004, CmiData, CmiError, model_of
from emulator.courseware.package import Standard
from emulator.store.statement import Row, Statement
from emulator.store.tables import Base
from emulator.vendors.call import Call
from emulator.vendors.nexport import directory, seed_document
from emulator.vendors.nexport.tables import (
    NexportAssignment,
    NexportAssignmentStatus,
    NexportEnrollment,
    NexportOrganization,
    NexportSection,
    NexportUser,
)

STANDARDS = {"1.2": Standard.SCORM_12, "2004": Standard.SCORM_2004_4TH_EDITION}

_ORGANIZATIONS = Statement(select(NexportOrganization.id).where(NexportOrganization.name == bindparam("name")))
_ASSIGNMENTS = Statement(
    select(*NexportAssignment.__table__.c)
    .where(NexportAssignment.section_id == bindparam("section_id"))
    .order_by(NexportAssignment.position)
)


def create(call: Call, document: Any) -> None:
    """Create what the document describes. Raises `InputProblem` with the path of what is wrong."""
    world = seed_document.read_world(document)
    for index, organization in enumerate(world.organizations):
        _organization(call, organization, f"nexport.organizations[{index}]")
    for index, user in enumerate(world.users):
        _user(call, user, f"nexport.users[{index}]")
    for index, section in enumerate(world.sections):
        _section(call, section, f"nexport.sections[{index}]")


def _organization(call: Call, entry: seed_document.Organization, where: str) -> None:
    parent_id = _organization_id(call, entry.parent, f"{where}.parent")
    new_id = _id(call, NexportOrganization, entry.id, where)
    directory.add_organization(call, entry.name, parent_id, new_id=new_id, short_name=entry.short_name)


def _user(call: Call, entry: seed_document.User, where: str) -> None:
    if call.store.get(NexportUser, login_folded=entry.login.lower()) is not None:
        raise InputProblem(f"{where}.login", "belongs to another user")
    user = directory.add_user(
        call,
        entry.login,
        entry.password or call.ids.token(),
        _organization_id(call, entry.organization, f"{where}.organization"),
        new_id=_id(call, NexportUser, entry.id, where),
        first_name=entry.first_name,
        last_name=entry.last_name,
        email=entry.email,
        role=entry.role,
    )
    for name, permissions in entry.permissions.items():
        organization_id = _organization_id(call, name, f"{where}.permissions.{name}")
        for permission in permissions:
            directory.grant(call, user["id"], organization_id, permission)


def _section(call: Call, entry: seed_document.Section, where: str) -> None:
    section = {
        "id": _id(call, NexportSection, entry.id, where),
        "organization_id": _organization_id(call, entry.organization, f"{where}.organization"),
        "name": entry.name,
    }
    call.store.insert(NexportSection, section)
    for index, assignment in enumerate(entry.assignments):
        _assignment(call, section, index, assignment, f"{where}.assignments[{index}]")
    for index, enrollment in enumerate(entry.enrollments):
        _enrollment(call, section, enrollment, f"{where}.enrollments[{index}]")


def _assignment(call: Call, section: Row, position: int, entry: seed_document.Assignment, where: str) -> None:
    row = {
        "id": _id(call, NexportAssignment, entry.id, where),
        "section_id": section["id"],
        "position": position,
        "name": entry.name,
        "kind": entry.kind,
        "package_id": None,
        "standard": str(STANDARDS[entry.version]) if entry.version else None,
        "scos": [{"id": sco.id, "title": sco.title or sco.id} for sco in entry.scos],
    }
    call.store.insert(NexportAssignment, row)


def _enrollment(call: Call, section: Row, entry: seed_document.Enrollment, where: str) -> None:
    user = call.store.get(NexportUser, login_folded=entry.user.lower()) or _by_id(call, NexportUser, entry.user)
    if user is None:
        raise InputProblem(f"{where}.user", "is neither the login nor the id of a user")
    enrollment = {
        "id": _id(call, NexportEnrollment, entry.id, where),
        "section_id": section["id"],
        "user_id": user["id"],
        "organization_id": (
            _organization_id(call, entry.organization, f"{where}.organization")
            if entry.organization
            else section["organization_id"]
        ),
        "enrolled": call.now(),
    }
    call.store.insert(NexportEnrollment, enrollment)
    waiting = {row["id"]: row for row in call.store.all(_ASSIGNMENTS, section_id=section["id"])}
    for index, status in enumerate(entry.statuses):
        here = f"{where}.statuses[{index}]"
        assignment = _assignment_of(waiting, status.assignment, f"{here}.assignment")
        _status(call, enrollment, waiting.pop(assignment["id"]), user, status, here)
    for assignment in waiting.values():
        _status(call, enrollment, assignment, user, seed_document.Status(assignment=assignment["name"]), where)


def _status(call: Call, enrollment: Row, assignment: Row, user: Row, entry: seed_document.Status, where: str) -> None:
    row = {
        "id": _id(call, NexportAssignmentStatus, entry.id, where),
        "enrollment_id": enrollment["id"],
        "assignment_id": assignment["id"],
        "attempt_id": _attempt(call, assignment, user, entry.scos, where) if entry.scos else None,
    }
    call.store.insert(NexportAssignmentStatus, row)


def _attempt(call: Call, assignment: Row, user: Row, scos: list[seed_document.ScoAttempt], where: str) -> str:
    if assignment["standard"] is None:
        raise InputProblem(f"{where}.scos", "belong to courseware alone")
    learner = Learner(user["id"], f"{user['last_name']}, {user['first_name']}")
    standard = Standard(assignment["standard"])
    attempt = attempts.create(call.store, call.ids, call.now(), learner, standard)
    left = {sco["id"]: (position, sco["title"]) for position, sco in enumerate(assignment["scos"])}
    for index, sco in enumerate(scos):
        here = f"{where}.scos[{index}]"
        if sco.id not in left:
            raise InputProblem(f"{here}.id", "is no SCO of the assignment, or one that was there before")
        position, title = left.pop(sco.id)
        attempts.add_sco(
            call.store,
            attempt,
            sco.id,
            title,
            sco.started or call.now(),
            position=position,
            exited=sco.exited,
            data=_cmi(standard, sco.cmi, f"{here}.cmi"),
        )
    attempt_id: str = attempt["id"]
    return attempt_id


def _cmi(standard: Standard, values: dict[str, str], where: str) -> dict[str, str]:
    try:
        return CmiData.checked(model_of(standard) or SCORM_2004, values).values
    except CmiError as problem:
        raise InputProblem(f"{where}.{problem.element}", f"cannot be: {problem.words}") from None


def _organization_id(call: Call, reference: str | None, where: str) -> str:
    """The organization that a name or an id names; the root if there is neither."""
    if reference is None:
        return directory.root_id(call)
    found = call.store.all(_ORGANIZATIONS, name=reference)
    if len(found) > 1:
        raise InputProblem(where, "is the name of two organizations; use an id")
    row = found[0] if found else _by_id(call, NexportOrganization, reference)
    if row is None:
        raise InputProblem(
            where, "is neither the name nor the id of an organization (a parent stands before its children)"
        )
    organization_id: str = row["id"]
    return organization_id


def _assignment_of(rows: dict[str, Row], reference: str, where: str) -> Row:
    found = [row for row in rows.values() if reference == row["name"] or reference.lower() == row["id"]]
    if len(found) != 1:
        raise InputProblem(where, "must name one assignment of the section, and each only once")
    return found[0]


def _by_id(call: Call, table: type[Base], reference: str) -> Row | None:
    return call.store.get(table, id=reference.lower())


def _id(call: Call, table: type[Base], given: str | None, where: str) -> str:
    if given is None:
        return call.ids.uuid()
    if call.store.get(table, id=given) is not None:
        raise InputProblem(f"{where}.id", "is taken")
    return given
