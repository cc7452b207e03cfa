"""The names that a sandbox can have."""

import re

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class SandboxNameError(Exception):
    """The text cannot be the name of a sandbox."""


def check_name(name: str) -> None:
    """Raise `SandboxNameError` if the text cannot be the name of a sandbox."""
    if not NAME.fullmatch(name):
        raise SandboxNameError(
            f"{name!r} cannot be a sandbox: use up to 64 letters, digits, dots, hyphens or underscores"
        )
