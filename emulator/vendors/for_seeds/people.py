"""A person of a seed document, and what a vendor makes of one: each vendor makes its own kind of user."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from emulator.light.records import dataclass

Text = Annotated[str, Field(min_length=1, max_length=255)]


class Person(BaseModel):
    """A person. The vendors' sections call the person by the `key`: the `login` if it is left out, which is the `email` otherwise."""

    model_config = ConfigDict(extra="forbid")

    key: Text | None = None
    login: Text | None = None
    email: Text | None = None
    first_name: Text | None = None
    last_name: Text | None = None
    password: Text | None = None

    @property
    def known_by(self) -> str:
        """The key."""
        return self.key or self.signs_in_as

    @property
    def signs_in_as(self) -> str:
        """The login."""
        return self.login or self.email or self.key or ""


@dataclass(frozen=True, slots=True)
class MadeOfPeople:
    """What a vendor makes of a person: the members of an entry of a list of its section, or of something within its entries if `list` is
    None. What the person has for this vendor alone comes on top."""

    entry: Callable[[Person], dict[str, Any]]
    list: str | None = None
