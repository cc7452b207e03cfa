"""Response bodies: sandboxes and seeds."""

from emulator.control.answers.answer import Answer


class SandboxNames(Answer):
    """The names of all sandboxes."""

    sandboxes: list[str]


class WasReset(Answer):
    """The sandbox, and how often it has been reset."""

    sandbox: str
    generation: int


class Seeded(Answer):
    """The sandbox, and the vendors that the document had a section for."""

    sandbox: str
    seeded: list[str]
