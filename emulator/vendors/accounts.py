"""The accounts of a vendor: which account a request is for, and how a sandbox gets further accounts."""

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
"""Text that a header can contain: ASCII without blanks."""


class CredentialForm(BaseModel):
    """A credential for a sandbox. A vendor's form has the `vendor`'s name as its only allowed value, and the members that its accounts
    have."""

    model_config = ConfigDict(extra="forbid")

    vendor: str
    key: Printable


class CredentialRefusedError(CredentialConflictError):
    """A credential conflicts with the existing accounts; the message says why."""


class Accounts(ABC):
    """The accounts of one vendor. `well_known` are the keys that every sandbox has; only the default sandbox can own them. `by_body` is
    whether the body of a request can name the account.
    """

    well_known: frozenset[str] = frozenset()
    by_body = False

    @abstractmethod
    def owner(self, request: Request, page: str | None, owners: Mapping[str, str]) -> str | None:
        """The sandbox of the account that a request names, by `owners` (sandboxes by key); None if it names none of them.

        Called before anything is checked, and with `by_body` again with the body if the result was None. `page` is the vendor's page path
        that the request is below; None on the API.
        """

    @abstractmethod
    def has(self, world: World, key: str) -> bool:
        """True if this sandbox has an account with the key."""

    def is_called(self, world: World, name: str) -> bool:
        """True if this sandbox has an account with this key, or an account whose calls have this name in the journal."""
        return self.has(world, name)

    @abstractmethod
    def make(self, world: World, form: Any) -> str:
        """Create an account of this form if it does not exist; returns its key. Raises `CredentialRefusedError`."""

    @abstractmethod
    def revoke(self, world: World, key: str) -> None:
        """Refuse this key from now on. The account stays with all its data. Does nothing for an unknown key."""
