"""Errors that a rule raises and a vendor's dialect writes. The class gives the name; status and words are in the vendor's contract."""

from collections.abc import Iterator
from typing import Any

from emulator.contract.model import Contract


class UndeclaredErrorsError(Exception):
    """A vendor's code has errors that its contract does not know: a defect that stops the import."""


class VendorError(Exception):
    """A refusal in the vendor's own form. `params` fill the placeholders of its text; `hint` is for the developer only. `status` and
    `words` replace those of the contract if a fault rule sets them."""

    status: int | None = None
    words: str | None = None

    def __init__(self, hint: str | None = None, **params: Any) -> None:
        super().__init__(type(self).__name__)
        self.hint = hint
        self.params = params


class OperationNotFound(VendorError):
    """No contract knows the path."""


class MethodNotAllowed(VendorError):
    """The path has operations, but none with this method."""


class NotImplementedByEmulator(VendorError):
    """The contract has the operation, the emulator does not serve it."""


class RequestTooLarge(VendorError):
    """The body is larger than the emulator accepts."""


class UnsupportedMediaType(VendorError):
    """The body is of a media type that the operation does not take."""


class InternalError(VendorError):
    """A defect of the emulator."""


def check_errors(contract: Contract, package: str) -> None:
    """Check that the contract has an entry for every error class of a vendor's package, and of this module.

    Raises `UndeclaredErrorsError`: without status and words an error could not be answered.
    """
    missing = [
        f"{kind.__name__} of {kind.__module__}"
        for kind in _kinds(VendorError)
        if kind.__name__ not in contract.errors and _belongs(kind.__module__, package)
    ]
    if missing:
        raise UndeclaredErrorsError(f"errors.json of {contract.vendor} has no {', no '.join(missing)}")


def error_kinds(contract: Contract, package: str) -> dict[str, type[VendorError]]:
    """The classes of the errors that a vendor's package can raise, by name."""
    return {
        kind.__name__: kind
        for kind in _kinds(VendorError)
        if kind.__name__ in contract.errors and _belongs(kind.__module__, package)
    }


def _belongs(module: str, package: str) -> bool:
    return module in (__name__, package) or module.startswith(f"{package}.")


def _kinds(kind: type[VendorError]) -> Iterator[type[VendorError]]:
    for inner in kind.__subclasses__():
        yield inner
        yield from _kinds(inner)
