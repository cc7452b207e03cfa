"""The form of the token for the control API."""

import re

SHORTEST = 16
_FORM = re.compile(rf"[A-Za-z0-9._~+/=-]{{{SHORTEST},}}")  # what a Bearer header may have (RFC 6750)


def is_token(text: str) -> bool:
    """True if the text can be a token: only allowed characters, without white space, and long enough not to be guessed."""
    return _FORM.fullmatch(text) is not None
