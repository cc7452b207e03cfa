"""Response bodies: what has expired on request."""

from emulator.control.answers.answer import Answer


class Expired(Answer):
    """How many tokens, links or launches expired."""

    vendor: str
    what: str
    expired: int
