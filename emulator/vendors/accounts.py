"""The accounts of a vendor: how a request says which one it is for, and how a sandbox gets a further one."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints

from emulator.http import Request
from emulator.problems.words import Formed
from emulator.sandbox.owners import CredentialConflictError
from emulator.sandbox.world import World

Printable = Annotated[
    str, StringConstraints(min_length=1, max_length=255), Formed(r"^[!-~]+$", "must have ASCII without blanks alone")
]
"""What a header can carry: ASCII without blanks."""


class CredentialForm(BaseModel):
    """A credential that a sandbox is to own. A vendor's form has the `vendor`'s name as its one value, and what else its accounts have."""

    model_config = ConfigDict(extra="forbid")

    vendor: str
    key: Printable


class CredentialRefusedError(CredentialConflictError):
    """A credential conflicts with the existing accounts; the words say why."""


class Accounts(ABC):
    """One vendor's. `well_known` are the keys that every sandbox has: none of them can be owned by another than the default one."""

    well_known: frozenset[str] = frozenset()

    @abstractmethod
    def owner(self, request: Request, page: str | None, owners: Mapping[str, str]) -> str | None:
        """The sandbox of the account that a request names; None if it names none of `owners`, which are sandboxes by key.

        Asked before anything is checked, and once more with the body if the answer was None. `page` is the vendor's page path that the
        request is below; None on the API.
        """

    @abstractmethod
    def has(self, world: World, key: str) -> bool:
        """True if this sandbox has an account with the key."""

    def is_called(self, world: World, name: str) -> bool:
        """True if this sandbox has an account with the key, or one whose calls have this name in the journal."""
        return self.has(world, name)

    @abstractmethod
    def make(self, world: World, form: Any) -> str:
        """Make sure that there is an account of this form; returns its key. Raises `CredentialRefusedError`."""

    @abstractmethod
    def revoke(self, world: World, key: str) -> None:
        """Refuse this key from now on. The account stays with all that it has; nothing happens if there is none."""
