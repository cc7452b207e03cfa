"""What Toy refuses. Status and words stand in contract/errors.json under the name of the class."""

from emulator.vendors.errors import VendorError


class BadInput(VendorError):
    """The input is not what the operation takes; `why` says where and why."""


class KeyRefused(VendorError):
    """The API key is missing or unknown."""


class TooManyRequests(VendorError):
    """The key was used more often than the sandbox's limit allows."""


class NoteNotFound(VendorError):
    """No note has this id."""
