"""Learners' attempts in a seed document: at courseware and at tests."""

from emulator.contract.reading import InputProblem
from emulator.courseware.attempts import attempts
from emulator.courseware.attempts.attempts import Learner
from emulator.courseware.cmi import SCORM_2004, CmiData, CmiError, model_of
from emulator.courseware.package.package import Standard
from emulator.sandbox.world import World
from emulator.vendors.nexport.rows import Row
from emulator.vendors.nexport.seed import form, references
from emulator.vendors.nexport.tables import NexportTestAttempt
from emulator.vendors.nexport.teaching.assignments import TEST


def attempt(world: World, assignment: Row, user: Row, scos: list[form.ScoAttempt], where: str) -> str:
    """Create an attempt at courseware with the launched SCOs; returns its id."""
    if assignment["standard"] is None:
        raise InputProblem(f"{where}.scos", "belong to courseware only")
    learner = Learner(user["id"], f"{user['last_name']}, {user['first_name']}")
    standard = Standard(assignment["standard"])
    attempt = attempts.create(world.work, world.ids, world.now(), learner, standard, assignment["package_id"])
    left = {sco["id"]: (position, sco["title"]) for position, sco in enumerate(assignment["scos"])}
    for index, sco in enumerate(scos):
        here = f"{where}.scos[{index}]"
        if sco.id not in left:
            raise InputProblem(f"{here}.id", "is not a SCO of the assignment, or is repeated")
        position, title = left.pop(sco.id)
        attempts.add_sco(
            world.work,
            attempt,
            sco.id,
            title,
            sco.started or world.now(),
            position=position,
            exited=sco.exited,
            data=_cmi(standard, sco.cmi, f"{here}.cmi"),
        )
    attempt_id: str = attempt["id"]
    return attempt_id


def attempts_at_tests(
    world: World, enrollment: Row, assignment: Row, entries: list[form.TestAttempt], where: str
) -> None:
    """Create attempts at a test, numbered from 1."""
    if entries and assignment["kind"] != TEST:
        raise InputProblem(f"{where}.attempts", "belong to tests only")
    for index, entry in enumerate(entries):
        row = {
            "id": references.new_id(world, NexportTestAttempt, entry.id, f"{where}.attempts[{index}]"),
            "enrollment_id": enrollment["id"],
            "assignment_id": assignment["id"],
            "position": index + 1,
            "started": entry.started or world.now(),
            "time_left_updated": entry.time_left_updated,
            "finished": entry.finished,
            "time_left": entry.time_left,
            "questions": entry.questions,
            "allow_relaunch": entry.allow_relaunch,
            "score": entry.score,
            "comments": entry.comments,
            "proctor": entry.proctor.model_dump(mode="json", exclude_none=True) if entry.proctor else None,
        }
        world.work.insert(NexportTestAttempt, row)


def _cmi(standard: Standard, values: dict[str, str], where: str) -> dict[str, str]:
    try:
        return CmiData.checked(model_of(standard) or SCORM_2004, values).values
    except CmiError as problem:
        raise InputProblem(f"{where}.{problem.element}", f"cannot be: {problem.words}") from None
