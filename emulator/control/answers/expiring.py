"""Response bodies: what has expired on request."""

from emulator.control.answers.answer import Answer


class Expired(Answer):
    """How many there were."""

    vendor: str
    what: str
    expired: int
