"""A person of a seed document, from whom each vendor makes its own kind of user."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from emulator.light.records import dataclass

Text = Annotated[str, Field(min_length=1, max_length=255)]


class Person(BaseModel):
    """A person. The vendors' sections refer to a person by the `key`; without one by the `login`, or else the `email`."""

    model_config = ConfigDict(extra="forbid")

    key: Text | None = None
    login: Text | None = None
    email: Text | None = None
    first_name: Text | None = None
    last_name: Text | None = None
    password: Text | None = None

    @property
    def known_by(self) -> str:
        """The key by which sections refer to the person."""
        return self.key or self.signs_in_as

    @property
    def signs_in_as(self) -> str:
        """The login of the person's users."""
        return self.login or self.email or self.key or ""


@dataclass(frozen=True, slots=True)
class MadeOfPeople:
    """How a vendor makes users of people: `entry` gives the members of an entry of the section's `list`, or if `list` is None of an object
    inside other entries. Members that the person has for this vendor only are added."""

    entry: Callable[[Person], dict[str, Any]]
    list: str | None = None
