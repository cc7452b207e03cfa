"""The allowed host names. They stop DNS rebinding: a page of another site can make its name lead here, but the browser still sends that
name."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

# No website can have a name below these: public DNS does not contain them (RFC 6761, 6762, 8375; ICANN reserves .internal).
PRIVATE = ("localhost", "local", "internal", "test", "home.arpa")
MOST_KNOWN = 1000  # the number of hosts whose result is remembered


class Hosts:
    """The allowed values of the Host header: an IP address, a name without a dot, a private name, or a name of the settings."""

    def __init__(self, urls: Iterable[str | None], allowed: Iterable[str]) -> None:
        named = {host_of(name) for name in allowed} | {host_of(urlsplit(url).netloc) for url in urls if url}
        self._all = "*" in named
        self._named = {name for name in named if not name.startswith("*.")}
        self._endings = tuple(name[1:] for name in named if name.startswith("*."))
        self._knows = lru_cache(MOST_KNOWN)(self._is_ours)

    def has(self, netloc: str) -> bool:
        """True if the host, with or without a port, is allowed."""
        return self._all or self._knows(netloc)

    def _is_ours(self, netloc: str) -> bool:
        host = host_of(netloc)
        if host in self._named or host.endswith(self._endings or ("\0",)):
            return True
        if not host or any(sign in host for sign in "/@?#\\ "):
            return False
        return "." not in host or host.endswith(tuple(f".{ending}" for ending in PRIVATE)) or is_address(host)


def host_of(netloc: str) -> str:
    """The host without its port, lower case; an IPv6 address without its brackets."""
    text = netloc.strip().lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0].rstrip(".")


def is_address(host: str) -> bool:
    """True if the host is an IP address."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """True if the host means the browser's own machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    return is_address(host) and ip_address(host).is_loopback
