"""Response bodies: sample courses."""

from emulator.control.answers.answer import Answer


class Sample(Answer):
    """A sample course. A course that is not `valid` is broken on purpose."""

    name: str
    url: str
    title: str
    standard: str
    valid: bool
    description: str


class Samples(Answer):
    """The sample courses."""

    samples: list[Sample]
