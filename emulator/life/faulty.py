"""A service whose calls can go wrong on request, and how such a call ends without an answer."""

from typing import TYPE_CHECKING, Protocol

from emulator.vendors.call import Call

if TYPE_CHECKING:
    from emulator.faults.effect import CallEffect


class Faulty(Protocol):
    """A service whose calls can go wrong on request."""

    name: str

    def base_path(self, call: Call) -> str:
        """The part of the URL before the path of the request."""

    def credential(self, call: Call) -> str | None:
        """The key of the account that calls."""

    def knows(self, do: "CallEffect") -> bool:
        """Whether it has the error, or the rate limit, that is asked for."""

    def failure(self, call: Call, do: "CallEffect") -> Exception:
        """What the service raises to be refused so."""

    def bad_header(self, call: Call, words: str) -> Exception:
        """What it raises for a header that cannot be read."""


class Unanswered(Exception):
    """The call ends here, and nothing is sent."""


class HungUpError(ConnectionResetError):
    """A fault ended the connection of an app that is called in process: its caller sees this."""

    def __init__(self) -> None:
        super().__init__("a fault of lms-emulator ended the connection")
