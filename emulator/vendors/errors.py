"""Errors that a rule raises and a vendor answers. The class is the name; status and words stand in the vendor's contract."""

from typing import Any


class VendorError(Exception):
    """A refusal in the vendor's own form. `params` fill the placeholders of its text; `hint` is for the developer alone."""

    def __init__(self, hint: str | None = None, **params: Any) -> None:
        super().__init__(type(self).__name__)
        self.hint = hint
        self.params = params


class OperationNotFound(VendorError):
    """No contract knows the path."""


class MethodNotAllowed(VendorError):
    """The path has operations, none of this method."""


class NotImplementedByEmulator(VendorError):
    """The contract has the operation, the emulator does not serve it."""


class RequestTooLarge(VendorError):
    """The body is larger than the emulator accepts."""


class UnsupportedMediaType(VendorError):
    """The body is of a media type that the operation does not take."""


class InternalError(VendorError):
    """A defect of the emulator."""
