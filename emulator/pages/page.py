"""A page as a response: a rendered template, and headers that restrict it in the browser."""

from emulator.http import Reply
from emulator.pages.templating import render

HTML = "text/html; charset=utf-8"
# A form may lead on to a course, which is on an origin of its own.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action http: https:"


def page_of(template: str, status: int = 200, *, policy: str | None = POLICY, **values: object) -> Reply:
    """Render the template PACKAGE/FILE (see templating.py) with these values.

    `policy` is its Content-Security-Policy; None sends no such header. Pages are not cached: each shows the current state.
    """
    headers = [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin")]
    if policy is not None:
        headers.insert(0, ("Content-Security-Policy", policy))
    return Reply(status, render(template, **values).encode("utf-8", "replace"), HTML, headers)
