"""The interface of a service whose calls can have faults, and the exceptions of a call that ends without an answer."""

from typing import TYPE_CHECKING, Protocol

from emulator.vendors.call import Call

if TYPE_CHECKING:
    from emulator.faults.effect import CallEffect


class Faulty(Protocol):
    """A service whose calls can have faults."""

    name: str

    def base_path(self, call: Call) -> str:
        """The part of the URL before the request's path."""

    def credential(self, call: Call) -> str | None:
        """The key of the account that calls, or None."""

    def knows(self, do: "CallEffect") -> bool:
        """True if the service has the error or rate limit of this effect."""

    def failure(self, call: Call, do: "CallEffect") -> Exception:
        """The exception that makes the service refuse the call with this error."""

    def bad_header(self, call: Call, words: str) -> Exception:
        """The exception for a fault header that cannot be read."""


class Unanswered(Exception):
    """The call ends and nothing is sent."""


class HungUpError(ConnectionResetError):
    """A fault ended the connection of an app that is called in process; the caller sees this exception."""

    def __init__(self) -> None:
        super().__init__("a fault of lms-emulator ended the connection")
