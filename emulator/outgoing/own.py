"""The emulator's own addresses: the origins at which callers reach it, and the socket that it listens on behind each.

A container that is published as `localhost:9999` listens on another port, and nothing is at `localhost:9999` within it.
"""

import re
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from emulator.http import DIRECT, Scope, arrival_of

KEPT = 64  # origins
PORTS = {"http": 80, "https": 443}

_HOME = re.compile("(/~[^/]*)?/?")

Origin = tuple[str, str, int]
Socket = tuple[str, int]
NOWHERE: Socket = ("", 0)


class OwnAddresses:
    """Learnt from the requests that come. `serves(path)` says whether a path is the emulator's: another server may share its origin."""

    def __init__(self, serves: Callable[[str], bool], public_url: str | None = None) -> None:
        self._serves = serves
        self._public_url = public_url
        self._sockets: OrderedDict[Origin, Socket] = OrderedDict()
        self._main: Socket | None = None
        self._newest: tuple[Any, ...] | None = None
        self.speaks_tls = False
        """Whether the sockets speak TLS."""
        self.within = False
        """Whether nothing listens: callers are in the same process, and so are the addresses."""

    def listens_at(self, host: str, port: int, *, tls: bool = False) -> None:
        """Say where the emulator listens, before the first request comes."""
        socket = ({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port)  # noqa: S104
        self._main, self.speaks_tls = socket, tls
        for name in (socket[0], "localhost"):
            self._keep(("https" if tls else "http", name, port), socket)
        if self._public_url and (origin := origin_of(self._public_url)):
            self._keep(origin, socket)

    def note(self, scope: Scope) -> None:
        """Remember how this request reached the emulator."""
        # A proxy's socket is not the emulator's.
        reached = scope.get("server") if arrival_of(scope) is DIRECT else self._main
        socket = NOWHERE if self.within else reached
        if not socket or socket[1] is None:
            return
        host = forwarded_host = forwarded_scheme = b""
        for name, value in scope["headers"]:
            if name == b"host":
                host = value
            elif name == b"x-forwarded-host":
                forwarded_host = value
            elif name == b"x-forwarded-proto":
                forwarded_scheme = value
        reached_by = scope["scheme"], host, forwarded_scheme, forwarded_host
        if (socket, reached_by) == self._newest:
            return
        self._newest = socket, reached_by
        for origin in _origins(*reached_by):
            self._keep(origin, (socket[0], socket[1]))

    def socket_of(self, scheme: str, host: str, port: int | None, path: str) -> Socket | None:
        """The emulator's own address if a URL points to the emulator itself, otherwise None."""
        socket = self._sockets.get((scheme, host.lower(), port or PORTS.get(scheme, 0)))
        return socket if socket is not None and self._serves(path) else None

    def has(self, url: str) -> bool:
        """True if a URL points to the emulator itself: to what it serves, or to the origin alone."""
        origin = origin_of(url)
        if origin is None or (origin[0], origin[1].lower(), origin[2]) not in self._sockets:
            return False
        path = urlsplit(url).path
        return _HOME.fullmatch(path) is not None or self._serves(path)

    def _keep(self, origin: Origin, socket: Socket) -> None:
        self._sockets[origin] = socket
        self._sockets.move_to_end(origin)
        while len(self._sockets) > KEPT:
            self._sockets.popitem(last=False)


def origin_of(url: str) -> Origin | None:
    """(scheme, host, port) of a URL; None if it has no origin."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.scheme, parts.hostname, port) if parts.hostname and port else None


@lru_cache(KEPT)
def _origins(scheme: str, host: bytes, forwarded_scheme: bytes, forwarded_host: bytes) -> frozenset[Origin]:
    """The origin in the request, and the one in the proxy's headers."""
    outside_scheme, outside_host = (
        said.decode("latin-1").partition(",")[0].strip() for said in (forwarded_scheme, forwarded_host or host)
    )
    found = {
        origin_of(f"{scheme}://{host.decode('latin-1')}"),
        origin_of(f"{outside_scheme or scheme}://{outside_host}"),
    }
    return frozenset(origin for origin in found if origin is not None)
