"""Errors of `verify`, `record` and `diff`."""


class CannotVerifyError(Exception):
    """The vendor or the emulator cannot be called or compared. The message gives the reason and contains no value of either."""


class NotTriedError(Exception):
    """A step was skipped because a value that it needs is missing."""
