"""Response bodies: sandboxes and seeds."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from emulator.control.answers.answer import Answer
from emulator.control.answers.credentials import Credential


class SandboxDetails(Answer):
    """When a sandbox was made and last used, by the machine's clock. `last_used` is null if it was not since the start; `created` for one
    of a version that did not note it. `rows` and `file_bytes` are there with `sizes`."""

    name: str
    created: datetime | None
    last_used: datetime | None
    rows: int | None
    file_bytes: int | None


class SandboxNames(Answer):
    """The names of all sandboxes, and the details of each in the same order."""

    sandboxes: list[str]
    details: list[SandboxDetails]


class SandboxesGone(Answer):
    """The sandboxes that were deleted."""

    deleted: list[str]


class SandboxMade(Answer):
    """The sandbox, what it is a copy of, and the credentials that it owns."""

    sandbox: str
    source: Annotated[str | None, Field(alias="from")]
    generation: int
    credentials: list[Credential]


class WasReset(Answer):
    """The sandbox, and how often it has been reset."""

    sandbox: str
    generation: int


class Seeded(Answer):
    """The sandbox, and the vendors that the document had a section for."""

    sandbox: str
    seeded: list[str]


class WasImported(Answer):
    """The sandbox, how many rows it has now, and the credentials that it owns."""

    sandbox: str
    generation: int
    rows: int
    credentials: list[Credential]
