"""Response bodies: a call made again."""

from emulator.control.answers.answer import Answer


class Replayed(Answer):
    """The new call: its entry in this journal (null if it has none here), its request id, and the status that it got.

    A status of 0 and an empty id say that a fault ended the connection.
    """

    number: int | None
    request_id: str
    status: int
