"""Requests that pages of other origins may not make, even if the browser allows them."""

from urllib.parse import urlsplit

from emulator.gate.visit import Visit

OPEN = ("/_emulator/live", "/_emulator/ready", "/_emulator/samples", "/docs/static", "/_emulator/console/static")
"""Paths that every page may read: they contain nothing private."""
SINK = "/_emulator/sink/"
"""Below this path, posted data is stored without the token, because clients' webhooks do not know it. The stored data is shown only with
the token."""
LOGIN, LOGOUT = "/_emulator/login", "/_emulator/logout"
FOR_OTHERS = ("hacp", "lrs")
"""Parts of a launch that a course's units on another server may call, as the standards require."""
JSON, FORM, ZIP = "application/json", "application/x-www-form-urlencoded", "application/zip"
TAKES = {LOGIN: FORM, "/_emulator/console/try": ZIP}
"""Media types that a browser must send where the body is not JSON, so that a form of another page cannot send it."""


class ForbiddenError(Exception):
    """A visit is refused, with a status and a reason."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words


def check(visit: Visit, public: str = "") -> None:
    """Raise `ForbiddenError` for a request that pages of other origins may not make. `public` is the host of the settings' public URL."""
    if not visit.is_browsers:
        return
    if visit.room == "control":
        _check_control(visit, public)
    elif visit.room == "api" or (visit.room == "player" and not _is_for_others(visit)):
        # This header of the browser is decisive: a development server in front may keep its own Origin header.
        site = visit.said.get("site")
        foreign = site not in ("same-origin", "none") if site is not None else not _is_own_origin(visit, public)
        if foreign and not visit.is_safe:
            raise ForbiddenError(403, "a page of another origin may not change anything here")


def is_open(path: str) -> bool:
    """True if a path of the control API is open to everybody."""
    return any(path == each or path.startswith(f"{each}/") for each in OPEN)


def _check_control(visit: Visit, public: str) -> None:
    foreign = visit.said.get("site", "none") not in ("same-origin", "none") or not _is_own_origin(visit, public)
    if foreign and not visit.is_a_visit_by_link and not (visit.is_safe and is_open(visit.path)):
        raise ForbiddenError(403, "a page of another origin may not use the control API")
    wanted = TAKES.get(visit.path, JSON)
    if not visit.is_safe and _has_body(visit) and _media_type(visit) != wanted:
        raise ForbiddenError(415, f"a browser has to send the body as {wanted}")


def _is_own_origin(visit: Visit, public: str) -> bool:
    """True if the page has our origin, or if no origin is sent, as in same-origin requests. The scheme is not compared, because of
    proxies."""
    origin = visit.said.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() in [
        host.lower() for host in (*visit.hosts, public) if host
    ]


def _is_for_others(visit: Visit) -> bool:
    parts = visit.path[len(visit.base) :].strip("/").split("/")
    return len(parts) > 1 and parts[1] in FOR_OTHERS


def _has_body(visit: Visit) -> bool:
    return "chunked" in visit.said or visit.said.get("length", "0") != "0"


def _media_type(visit: Visit) -> str:
    return visit.said.get("content_type", "").partition(";")[0].strip().lower()
