"""CORS: scripts of pages of other origins that may call a vendor's API, as the vendor's browser client needs it.

A page may call when its origin is on this machine, or named in the settings. Nothing here sends cookies, so a page has to know the
credentials that it sends.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from emulator.gate.visit import Visit
from emulator.http import Reply

LOCAL = ("localhost", "127.0.0.1", "::1")
"""Hosts of pages of this machine. The names below localhost are those of launches, so of courses."""
SHOWN = "X-Total-Count, Content-Disposition, Allow, X-Emulator-Hint"
METHODS = "GET, HEAD, POST, PUT, DELETE"
MAX_AGE = "600"  # seconds for which a browser remembers a preflight

Header = tuple[bytes, bytes]


class CrossOrigin:
    """The APIs at and below `paths` may be called by pages of `origins`, and of this machine; `*` is every page."""

    def __init__(self, paths: Iterable[str], origins: Iterable[str]) -> None:
        self._paths = tuple(paths)
        self._origins = {origin.rstrip("/").lower() for origin in origins}

    def lets(self, visit: Visit) -> bool:
        """True if a page of another origin makes this visit and may."""
        origin = visit.said.get("origin")
        if origin is None or visit.room != "api":
            return False
        is_at_one = any(visit.path == path or visit.path.startswith(f"{path}/") for path in self._paths)
        return is_at_one and self._is_allowed(origin.lower())

    def preflight(self, visit: Visit) -> Reply | None:
        """The answer to a browser that asks whether a page may; None if it does not ask, or the page may not."""
        if visit.method != "OPTIONS" or "asks_method" not in visit.said or not self.lets(visit):
            return None
        asked = visit.said.get("asks_headers", "")
        headers = [("Access-Control-Allow-Methods", METHODS), ("Access-Control-Max-Age", MAX_AGE)]
        headers += [("Access-Control-Allow-Headers", asked)] if asked else []
        return Reply(204, headers=[*headers, *((name.decode(), value.decode()) for name, value in self.headers(visit))])

    def headers(self, visit: Visit) -> list[Header]:
        """What the answer to a visit tells the browser."""
        if not self.lets(visit):
            return []
        return [
            (b"access-control-allow-origin", visit.said["origin"].encode("latin-1")),
            (b"access-control-expose-headers", SHOWN.encode()),
            (b"vary", b"Origin"),
        ]

    def _is_allowed(self, origin: str) -> bool:
        if "*" in self._origins or origin in self._origins:
            return True
        try:
            return urlsplit(origin).hostname in LOCAL
        except ValueError:
            return False
