"""The errors that any request can meet, in every service. Each service formats them in its own way."""

from http import HTTPStatus

from emulator.http import BodyBrokenError, BodyTooLargeError
from emulator.jobs.worker import StoppingError
from emulator.sandbox.sandbox import SandboxGoneError
from emulator.store.database import Database
from emulator.store.failing import StorageError, nothing_kept, why_unwritable

STOPPING = "lms-emulator is being stopped; the next start shows whether this was done"
DEFECT = "a defect of lms-emulator; its log has the details"


TROUBLES = (StorageError, OSError, SandboxGoneError, StoppingError, Exception)
"""The exceptions that `trouble_of` knows, for apps that need a handler for each class."""


class Trouble(Exception):
    """An HTTP status and an explanation for the caller. `reason` says why nothing can be written, if that is the error."""

    def __init__(self, status: int, words: str, reason: str = "") -> None:
        super().__init__(words)
        self.status = status
        self.words = words
        self.reason = reason


def trouble_of(error: Exception, database: Database) -> Trouble:
    """The status and explanation for an exception: 400, 410, 413, 503 or 507 with the reason, and 500 for a defect, which is logged."""
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
