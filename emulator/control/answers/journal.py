"""Response bodies: the journal."""

from emulator.control.answers.answer import Answer


class Body(Answer):
    """The part of a body that is kept, as text, and how many bytes the whole had."""

    headers: list[tuple[str, str]]
    body: str
    bytes: int
    truncated: bool


class Asked(Body):
    """A request."""

    method: str
    target: str


class Answered(Body):
    """A response; `reason` is the reason phrase of the status line if the vendor sends its own."""

    status: int
    reason: str | None


class JournalEntry(Answer):
    """A request and its response, with the emulator's hints. `served_by` is the location of the endpoint, None if there is none."""

    number: int
    at: str
    vendor: str
    operation: str | None
    served_by: str | None
    request: Asked
    response: Answered
    milliseconds: float
    notes: list[str]


class Journal(Answer):
    """The newest entries that fit, oldest first; `dropped` were let go for want of room."""

    entries: list[JournalEntry]
    dropped: int
