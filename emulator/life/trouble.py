"""The errors that any request can meet, in every service. Each service writes them in its own form."""

from http import HTTPStatus

from emulator.http import BodyBrokenError, BodyTooLargeError
from emulator.jobs.worker import StoppingError
from emulator.sandbox.sandbox import SandboxGoneError
from emulator.store.database import Database
from emulator.store.failing import StorageError, nothing_kept, why_unwritable

STOPPING = "lms-emulator is being stopped; the next start shows whether this was done"
DEFECT = "a defect of lms-emulator; its log has the details"


TROUBLES = (StorageError, OSError, SandboxGoneError, StoppingError, Exception)
"""What `trouble_of` tells apart, for an app that wants a handler for each class."""


class Trouble(Exception):
    """A status of HTTP, and words for the developer who called. `reason` is why nothing can be written, if that is the trouble."""

    def __init__(self, status: int, words: str, reason: str = "") -> None:
        super().__init__(words)
        self.status = status
        self.words = words
        self.reason = reason


def trouble_of(error: Exception, database: Database) -> Trouble:
    """What to tell a caller of an exception: 400, 410, 413, 503 or 507 with the reason, and 500 for a defect, which is logged."""
    match error:
        case BodyTooLargeError():
            return Trouble(413, "the body is larger than this emulator accepts")
        case BodyBrokenError():
            return Trouble(400, str(error))
        case SandboxGoneError():
            return Trouble(410, str(error))
        case StoppingError():
            return Trouble(503, "lms-emulator is being stopped; nothing was changed")
    if why_unwritable(error) is not None:
        reason = database.failed(error).reason
        return Trouble(507, nothing_kept(reason), reason)
    return Trouble(500, DEFECT)


def phrase(status: int) -> str:
    """The reason phrase of a status."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return f"Status {status}"
