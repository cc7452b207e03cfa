"""The page on which a person enters the token."""

from emulator.http import Reply
from emulator.pages.message import message_page
from emulator.pages.page import page_of

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"


def ask(prefix: str, way: str, *, wrong: bool) -> Reply:
    """The form; after the login it leads to `way`."""
    return page_of("emulator.gate/login.html", 401, policy=POLICY, prefix=prefix, way=way, wrong=wrong)


def impossible() -> Reply:
    """The page that says why no login is possible: courses have the same origin, so they could use the browser's session."""
    return message_page(
        401,
        "Not from here",
        "This emulator is for those who have its token. A browser can log in only where courses have an address of their own: at "
        "http://localhost on the emulator's machine (not in Safari), or after setting EMULATOR_CONTENT_URL (docs/security.md). "
        "Elsewhere send it as a header: Authorization: Bearer TOKEN.",
    )
