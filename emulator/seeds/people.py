"""The people of a seed document: each stands there once, and every vendor makes its own kind of user of it."""

from typing import Any

from pydantic import ValidationError

from emulator.contract.reading import InputProblem
from emulator.light.records import dataclass
from emulator.vendors import ENTRIES
from emulator.vendors.for_seeds.people import MadeOfPeople, Person


@dataclass(frozen=True, slots=True)
class People:
    """The people of one document: who they are, and what each has for a vendor alone; False there leaves the person out."""

    each: tuple[tuple[Person, dict[str, Any]], ...]

    def of(self, vendor: str, made: MadeOfPeople) -> list[tuple[int, str, dict[str, Any]]]:
        """What the vendor makes of those that it has: the place in the list, the key, and the members."""
        return [
            (index, person.known_by, {**_given(made.entry(person)), **(own.get(vendor) or {})})
            for index, (person, own) in enumerate(self.each)
            if own.get(vendor) is not False
        ]


def read_people(given: Any) -> People:
    """The people of a document. Raises `InputProblem`."""
    if not isinstance(given, list):
        raise InputProblem("people", "must be an array")
    read = tuple(_read(entry, f"people[{index}]") for index, entry in enumerate(given))
    keys: set[str] = set()
    for index, (person, _) in enumerate(read):
        if person.known_by in keys:
            raise InputProblem(f"people[{index}]", f"has the key {person.known_by}, which is that of another one")
        keys.add(person.known_by)
    return People(read)


def _read(entry: Any, where: str) -> tuple[Person, dict[str, Any]]:
    if not isinstance(entry, dict):
        raise InputProblem(where, "must be an object")
    names = {vendor.name for vendor in ENTRIES}
    own = {name: value for name, value in entry.items() if name in names}
    for name, value in own.items():
        if value is not False and not isinstance(value, dict):
            raise InputProblem(f"{where}.{name}", "must be an object, or false to leave the person out there")
    try:
        person = Person.model_validate({name: value for name, value in entry.items() if name not in names}, strict=True)
    except ValidationError as error:
        problem = error.errors()[0]
        raise InputProblem(f"{where}.{problem['loc'][0]}", _why(problem["type"], problem["msg"], names)) from None
    if not person.known_by:
        raise InputProblem(where, "needs a key, a login or an email")
    return person, own


def _why(kind: str, words: str, names: set[str]) -> str:
    if kind == "extra_forbidden":
        return f"is not known; {', '.join((*Person.model_fields, *sorted(names)))} are"
    return "must be text" if kind == "string_type" else words


def _given(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}
