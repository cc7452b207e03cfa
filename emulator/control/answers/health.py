"""Response bodies of the probes."""

from pydantic import Field

from emulator.control.answers.answer import Answer


class Live(Answer):
    """The process responds."""

    live: bool


class Ready(Answer):
    """Whether the emulator can be used, and the reason if it cannot."""

    ready: bool
    reason: str = Field(default="", examples=["database or disk is full"])
