"""Why nothing can be said."""


class CannotVerifyError(Exception):
    """The vendor, or the emulator, cannot be asked; the words say why, without a value of either."""


class NotTriedError(Exception):
    """A step cannot be done, since something that it needs is not there."""
