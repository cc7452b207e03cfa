"""CORS: which pages of other origins may call a vendor's API, as the vendor's JavaScript client needs it.

A page may call if its origin is on this machine or named in the settings. No cookies are used, so the page must know the credentials that
it sends.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from emulator.gate.visit import Visit
from emulator.http import Reply

LOCAL = ("localhost", "127.0.0.1", "::1")
"""Hosts of pages on this machine, without names below localhost: those are used for courses."""
SHOWN = "X-Total-Count, Content-Disposition, Allow, X-Emulator-Hint"
METHODS = "GET, HEAD, POST, PUT, DELETE"
MAX_AGE = "600"  # seconds for which a browser remembers a preflight's answer

Header = tuple[bytes, bytes]


class CrossOrigin:
    """The APIs at and below `paths` may be called by pages of `origins` and of this machine; `*` means every page."""

    def __init__(self, paths: Iterable[str], origins: Iterable[str]) -> None:
        self._paths = tuple(paths)
        self._origins = {origin.rstrip("/").lower() for origin in origins}

    def lets(self, visit: Visit) -> bool:
        """True if the visit is a call by a page of another origin that may call."""
        origin = visit.said.get("origin")
        if origin is None or visit.room != "api":
            return False
        is_at_one = any(visit.path == path or visit.path.startswith(f"{path}/") for path in self._paths)
        return is_at_one and self._is_allowed(origin.lower())

    def preflight(self, visit: Visit) -> Reply | None:
        """The answer to a preflight request; None if the visit is not one, or if the page may not call."""
        if visit.method != "OPTIONS" or "asks_method" not in visit.said or not self.lets(visit):
            return None
        asked = visit.said.get("asks_headers", "")
        headers = [("Access-Control-Allow-Methods", METHODS), ("Access-Control-Max-Age", MAX_AGE)]
        headers += [("Access-Control-Allow-Headers", asked)] if asked else []
        return Reply(204, headers=[*headers, *((name.decode(), value.decode()) for name, value in self.headers(visit))])

    def headers(self, visit: Visit) -> list[Header]:
        """The CORS headers of the answer to a visit."""
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
