"""The version, which is also that of the lms-emulator it is made for."""

VERSION = "0.1.0"


def goes_with(other: str) -> bool:
    """True if the control API of that version is the one that is known here: the first two numbers are the same."""
    return other.split(".")[:2] == VERSION.split(".")[:2]
