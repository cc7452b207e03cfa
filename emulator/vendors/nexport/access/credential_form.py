"""The members of a further API user of a sandbox."""

from typing import Literal

from pydantic import Field

from emulator.vendors.accounts import CredentialForm, Printable


class NexportCredential(CredentialForm):
    """A NexPort Campus user, by the login in any case. A new user has every permission on the root organization."""

    vendor: Literal["nexport"]
    secret: Printable | None = Field(
        None, description="The password. Required unless the sandbox has the user already."
    )
