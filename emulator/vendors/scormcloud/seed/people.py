"""Using a person of a seed document at SCORM Cloud: as the learner of each registration that names the person."""

from typing import Any

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors.for_seeds.people import MadeOfPeople, Person


def _learner(person: Person) -> dict[str, Any]:
    return {
        "id": person.signs_in_as,
        "firstName": person.first_name,
        "lastName": person.last_name,
        "email": person.email,
    }


PEOPLE = MadeOfPeople(_learner)


def with_learner(world: World, entry: Any, where: str) -> Any:
    """An entry with a `learner`, which may be given as the key of a person. Raises `InputProblem`."""
    if not isinstance(entry, dict) or not isinstance(entry.get("learner"), str):
        return entry
    learner = world.people.get(entry["learner"])
    if learner is None:
        raise InputProblem(f"{where}.learner", f"{entry['learner']!r} is not the key of a person in the document")
    return {**entry, "learner": dict(learner)}
