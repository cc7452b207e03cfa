"""Headers that restrict a course in the browser if it has no origin of its own."""

from emulator.gate.places import key_of
from emulator.gate.visit import Visit

Header = tuple[bytes, bytes]

POLICY = b"content-security-policy"
SANDBOX: Header = (
    POLICY,
    b"sandbox allow-scripts allow-forms allow-modals allow-downloads allow-popups allow-popups-to-escape-sandbox",
)
"""Gives the page an origin that no other page has, so that a course that opens it can neither read it nor act through it."""
NO_PART: tuple[Header, ...] = (
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
"""Forbids other pages to include the answer: as a frame, picture or script."""
INLINE = "'unsafe-inline' 'unsafe-eval' data: blob:"


def of_a_course(visit: Visit, for_courses: tuple[str, ...]) -> Header:
    """The headers of a course's pages: they may reach only their own launch here, and other hosts only with a scheme that differs from
    ours."""
    key, root = key_of(visit), f"{visit.scheme}://{visit.host}{visit.prefix}"
    places = [f"{root}/launch/{key}/", f"{root}/launch/static/", f"{root}/content/{key}/"]
    places += [f"{root}{base}/" for base in for_courses]
    elsewhere = "https: wss:" if visit.scheme == "http" else ""
    return POLICY, f"default-src {' '.join(places)} {INLINE} {elsewhere}".strip().encode("latin-1", "replace")
