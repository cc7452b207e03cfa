"""The members of a further application of a sandbox."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from emulator.problems.words import Formed
from emulator.vendors.accounts import CredentialForm, Printable


class ScormCloudCredential(CredentialForm):
    """A SCORM Cloud application: its id is the key."""

    vendor: Literal["scormcloud"]
    key: Annotated[
        str,
        StringConstraints(min_length=1, max_length=20),
        Formed(r"^[A-Za-z0-9_-]+$", "must have letters, digits, - and _ only"),
    ]
    secret: Printable | None = Field(None, description="Required unless the sandbox has the application already.")
    management: bool = Field(False, description="An App Management application, which manages those of the sandbox.")
