"""A page as a reply: what a template makes of its values, and what a browser may do with it."""

from emulator.http import Reply
from emulator.pages.templating import render

HTML = "text/html; charset=utf-8"
# A form may lead on to a course, which is on an origin of its own.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action http: https:"


def page_of(template: str, status: int = 200, *, policy: str | None = POLICY, **values: object) -> Reply:
    """The page of a template (PACKAGE/FILE, see templating.py) with these values.

    `policy` is its Content-Security-Policy; None if it has none. No page is kept: each shows how things stand.
    """
    headers = [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin")]
    if policy is not None:
        headers.insert(0, ("Content-Security-Policy", policy))
    return Reply(status, render(template, **values).encode("utf-8", "replace"), HTML, headers)
