"""What Litmos makes of a person in a seed document: a user."""

from typing import Any

from emulator.vendors.for_seeds.people import MadeOfPeople, Person


def _user(person: Person) -> dict[str, Any]:
    """A learner without a last name is called by the login there, since POST /users wants both names."""
    return {
        "UserName": person.signs_in_as,
        "FirstName": person.first_name or person.signs_in_as,
        "LastName": person.last_name or person.signs_in_as,
        "IsCustomUsername": True if "@" not in person.signs_in_as else None,
        "Email": person.email,
        "Password": person.password,
    }


PEOPLE = MadeOfPeople(_user, "users")
