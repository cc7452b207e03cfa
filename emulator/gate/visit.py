"""A visit: the parts of a request that the gate checks."""

from typing import Literal

from emulator.http import Scope
from emulator.light.records import dataclass

Room = Literal["control", "api", "pages", "player"]
SAFE = ("GET", "HEAD", "OPTIONS")
DOCUMENTS = ("document", "iframe", "frame", "object", "embed", "fencedframe")

_WANTED = {
    b"host": "host",
    b"x-forwarded-host": "forwarded",
    b"x-forwarded-proto": "proto",
    b"origin": "origin",
    b"sec-fetch-site": "site",
    b"sec-fetch-mode": "mode",
    b"sec-fetch-dest": "dest",
    b"content-type": "content_type",
    b"content-length": "length",
    b"transfer-encoding": "chunked",
    b"accept": "accept",
    b"user-agent": "agent",
    b"authorization": "authorization",
    b"cookie": "cookie",
    b"access-control-request-method": "asks_method",
    b"access-control-request-headers": "asks_headers",
}


@dataclass(slots=True)
class Visit:
    """`room` is the part of the emulator that the path belongs to, `base` its base path, `path` the whole path behind the sandbox's prefix.
    `said` are the headers that the gate reads.

    `hosts` has every `Host` and every `X-Forwarded-Host`. A page can send the latter itself, so a check of the host must hold for each of
    them. `named` is the vendor's host name if the connection was opened for one: through the proxy, or by TLS.
    """

    room: Room
    method: str
    prefix: str
    path: str
    base: str
    scheme: str
    query: str
    said: dict[str, str]
    hosts: tuple[str, ...]
    named: str = ""

    @classmethod
    def of(cls, scope: Scope, room: Room, prefix: str, path: str, base: str, named: str = "") -> "Visit":
        """Make the visit of a request."""
        said: dict[str, str] = {}
        hosts: list[str] = []
        for key, value in scope["headers"]:
            name = _WANTED.get(key)
            if name is not None:
                text = said[name] = value.decode("latin-1").strip()
                if name == "host":
                    hosts.append(text)
                elif name == "forwarded":
                    hosts += (part.strip() for part in text.split(","))
        if "forwarded" in said:
            said["forwarded"] = said["forwarded"].partition(",")[0].strip()
        scheme = str(said.get("proto") or scope["scheme"]).partition(",")[0].strip()
        query = scope["query_string"].decode("latin-1")
        return cls(room, scope["method"], prefix, path, base, scheme, query, said, tuple(hosts), named)

    @property
    def host(self) -> str:
        """The host with port by which the caller reached the emulator: the proxy's header if there is one, otherwise Host."""
        return self.said.get("forwarded") or self.said.get("host") or ""

    @property
    def is_safe(self) -> bool:
        """True if the method changes nothing."""
        return self.method in SAFE

    @property
    def is_browsers(self) -> bool:
        """True if the request comes from a page in a browser. `Sec-Fetch-Mode` alone proves nothing: Node's fetch sends it too."""
        return "origin" in self.said or "site" in self.said

    @property
    def goes_to_a_document(self) -> bool:
        """True if a browser will show the response in a window or frame. Over plain http, browsers send this to loopback addresses only."""
        dest = self.said.get("dest")
        return dest in DOCUMENTS if dest is not None else self.wants_html

    @property
    def wants_html(self) -> bool:
        """True if the Accept header names HTML, as browsers do when they open a page."""
        return "text/html" in self.said.get("accept", "")

    @property
    def is_a_visit_by_link(self) -> bool:
        """True if a person follows a link in their own window. The linking page cannot read the response."""
        return self.method in ("GET", "HEAD") and self.said.get("dest") == "document"
