"""The origins of launches' pages. Each launch has its own, so that a course reaches neither other launches nor the rest of the emulator."""

from functools import lru_cache
from hashlib import blake2b
from urllib.parse import urlsplit

from emulator.gate.hosts import MOST_KNOWN, host_of, is_loopback
from emulator.gate.visit import Visit
from emulator.settings import SAME

SHARED = "static"  # paths below /launch that belong to the player itself, not to a launch
LABEL = "launch-"


class Places:
    """The pattern of the settings: `https://*.example.com` gives each launch an origin, `https://example.com` is one for all.

    Without a pattern, a launch that is opened on the browser's own machine gets `launch-….localhost`. Browsers resolve such names to that
    machine without DNS, whatever the published port is. Elsewhere a launch has no origin of its own.
    """

    def __init__(self, content_url: str | None) -> None:
        self._url = None if content_url in (None, SAME) else str(content_url).rstrip("/")
        self._host = host_of(urlsplit(self._url).netloc) if self._url else "*.localhost"
        self._netloc = urlsplit(self._url).netloc.lower() if self._url else ""
        self._off = content_url == SAME
        self._knows = lru_cache(MOST_KNOWN)(self._is_a_place)

    @property
    def host(self) -> str | None:
        """The pattern of the host, for the allowed hosts."""
        return self._host if self._url else None

    def of(self, visit: Visit) -> str | None:
        """The origin for a visit below a launch's paths; None if the launch has no origin of its own."""
        if self._off:
            return None
        if self._url:
            return self._url.replace("*", _label(visit), 1)
        host = host_of(visit.host)
        if not is_loopback(host) or not _knows_localhost(visit):
            return None
        port = visit.host.rpartition("]")[2].partition(":")[2]
        return f"{visit.scheme}://{_label(visit)}.localhost{f':{port}' if port else ''}"

    def is_in_place(self, visit: Visit) -> bool:
        """True if any host that the visit names is an origin for launches."""
        return not self._off and any(map(self._knows, visit.hosts))

    def is_its_own(self, visit: Visit) -> bool:
        """True if the origin belongs to the visit's launch."""
        if self._url and "*" not in self._netloc:
            return True
        places = [host for host in visit.hosts if self._is_a_place(host)]
        return all(host_of(host).partition(".")[0] == _label(visit) for host in places)

    def _is_a_place(self, netloc: str) -> bool:
        if self._url and "*" not in self._netloc:
            return netloc.lower() == self._netloc
        first, _, rest = host_of(netloc).partition(".")
        return first.startswith(LABEL) and rest == self._host.partition(".")[2]


def key_of(visit: Visit) -> str:
    """The key of the launch in a path of the player."""
    return visit.path[len(visit.base) :].strip("/").partition("/")[0]


def _label(visit: Visit) -> str:
    return LABEL + blake2b(f"{visit.prefix}/{key_of(visit)}".encode(), digest_size=12).hexdigest()


def _knows_localhost(visit: Visit) -> bool:
    """False for Safari, which resolves names below localhost through the machine, where many do not exist."""
    agent = visit.said.get("agent", "")
    return "Safari/" not in agent or "Chrom" in agent or "Firefox" in agent
