"""Using a person of a seed document at NexPort: as a user, who gets a subscription to the user's organization."""

from typing import Any

from emulator.vendors.for_seeds.people import MadeOfPeople, Person


def _user(person: Person) -> dict[str, Any]:
    return {
        "login": person.signs_in_as,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "password": person.password,
    }


PEOPLE = MadeOfPeople(_user, "users")
