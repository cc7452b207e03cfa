"""The people of a seed document among the entries of a vendor's section."""

from collections.abc import Mapping
from typing import Any

from emulator.seeds.people import People
from emulator.seeds.places import EntryNames
from emulator.vendors.for_seeds.people import MadeOfPeople


def with_people(
    vendor: str, section: Any, people: People, made: MadeOfPeople | None, places: EntryNames
) -> tuple[Any, Mapping[str, Mapping[str, Any]]]:
    """The section with what the vendor makes of the people before all others of the list, and the same by their keys."""
    if made is None or not people.each:
        return section, {}
    found = people.of(vendor, made)
    by_key = {key: members for _, key, members in found}
    if made.list is None or not isinstance(section, dict) or not isinstance(section.get(made.list, []), list):
        return section, by_key  # the vendor refuses a value that is not a list
    path = f"{vendor}.{made.list}"
    others = section.get(made.list, [])
    names = [places.shown(f"people[{index}]") + f" ({vendor})" for index, _, _ in found]
    places.note(path, [*names, *(places.step(path, index) for index in range(len(others)))])
    return {**section, made.list: [*(members for _, _, members in found), *others]}, by_key
