"""What a further API key of a sandbox is made of."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from emulator.problems.words import Formed
from emulator.vendors.accounts import CredentialForm


class LitmosCredential(CredentialForm):
    """A Litmos API key. Its user is made if no user has the key yet: KEY@example.com."""

    vendor: Literal["litmos"]
    key: Annotated[
        str, StringConstraints(min_length=1, max_length=50), Formed(r"^[!-~]+$", "must have ASCII without blanks alone")
    ]
    level: Literal["Account_Owner", "Administrator", "Team_Leader", "Learner"] | None = Field(
        None, description="The user's access level; Account_Owner for a new user if it is left out."
    )
