"""Response bodies: sandboxes and seeds."""

from typing import Annotated

from pydantic import Field

from emulator.control.answers.answer import Answer
from emulator.control.answers.credentials import Credential


class SandboxNames(Answer):
    """The names of all sandboxes."""

    sandboxes: list[str]


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
