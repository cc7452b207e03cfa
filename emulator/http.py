"""Requests and replies as the rest of the house sees them, and reading a body without holding a large one in memory."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from dataclasses import field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qsl

import orjson

from emulator.light.records import dataclass

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

SLICE = 256 * 1024  # bytes of a file that are in memory at a time

_ADDRESS = re.compile(r"[0-9A-Fa-f.:]{2,45}")
_ENCODING = re.compile(rb"%[0-9A-Fa-f]{2}|\+")


ARRIVAL = "emulator.arrival"  # the key in a scope


@dataclass(frozen=True, slots=True)
class Arrival:
    """`host` is the host name of a vendor that the connection was opened for, lower case; empty if it was for the emulator itself.

    `sandbox` is the one that the user name at the proxy names, and `peer` the client where the connection itself does not tell. `own_url`
    is the URL of the emulator itself, where links lead that a vendor's host would lead to the vendor.
    """

    host: str = ""
    sandbox: str | None = None
    own_url: str | None = None
    peer: tuple[str, int] | None = None

    def named_by(self, connection: Any) -> "Arrival":
        """The same, for the host name that a TLS client has asked for; `connection` is its `SSLObject`, None without TLS."""
        host = "" if connection is None else getattr(connection.context, "host", "")
        return replace(self, host=host) if host and not self.host else self


DIRECT = Arrival()


def arrival_of(scope: Scope) -> Arrival:
    """How the connection of a request reached the emulator."""
    found: Arrival = scope.get(ARRIVAL, DIRECT)
    return found


class BodyTooLargeError(Exception):
    """More bytes arrived than are accepted."""


class BodyBrokenError(Exception):
    """The body ended early or is not of the form that its Content-Type says."""


@dataclass(slots=True)
class Upload:
    """A file of a multipart body, on disk."""

    filename: str
    content_type: str
    path: Path
    size: int


@dataclass(slots=True)
class Request:
    """A request on a vendor's path. `path` is below the vendor's base path, still percent-encoded; `peer` is an IP address."""

    method: str
    path: str
    query_string: bytes
    headers: list[tuple[bytes, bytes]]
    scheme: str = "http"
    prefix: str = ""
    public_url: str | None = None
    body: bytes = b""
    form: dict[str, list[str]] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    peer: str = ""
    _first: dict[bytes, bytes] | None = None

    def client_address(self) -> str:
        """The client's address: from the proxy's header, otherwise of the connection. Empty if neither is known."""
        forwarded = (self.header(b"x-forwarded-for") or "").partition(",")[0].strip()
        return forwarded if _ADDRESS.fullmatch(forwarded) else self.peer

    def header(self, name: bytes) -> str | None:
        """The first header of that name (lower case), or None."""
        first = self._first
        if first is None:
            first = self._first = dict(reversed(self.headers))
        value = first.get(name)
        return None if value is None else value.decode("latin-1")

    def query(self, *, fold: bool) -> dict[str, list[str]]:
        """The query by name, each name's values in order; names in lower case when the vendor folds case."""
        text = self.query_string.decode("latin-1")
        if not text:
            return {}
        pairs = (
            parse_qsl(text, keep_blank_values=True)
            if _ENCODING.search(self.query_string)
            else [tuple(part.partition("=")[::2]) for part in text.split("&") if part]
        )
        result: dict[str, list[str]] = {}
        for name, value in pairs:
            result.setdefault(name.lower() if fold else name, []).append(value)
        return result

    def base_url(self) -> str:
        """The caller's URL of this sandbox: from the settings' public URL, else the proxy's headers, else the Host header."""
        if self.public_url:
            return self.public_url.rstrip("/") + self.prefix
        scheme = (self.header(b"x-forwarded-proto") or self.scheme).partition(",")[0].strip()
        host = self.header(b"x-forwarded-host") or self.header(b"host") or "localhost"
        return f"{scheme}://{host.partition(',')[0].strip()}{self.prefix}"

    def media_type(self) -> str:
        """The Content-Type without its parameters, in lower case. Empty if the header is missing."""
        return (self.header(b"content-type") or "").partition(";")[0].strip().lower()


class FileElsewhere(Protocol):
    """A file that another server has."""

    @property
    def size(self) -> int:
        """In bytes."""

    async def open(self, first: int, count: int) -> AsyncIterator[bytes]:
        """Begin to read a part of it."""


@dataclass(slots=True)
class Reply:
    """A response. `reason` is the reason phrase of the status line if a vendor sends its own; `file` is sent in slices.
    `opened` is what `open` has begun to read.

    `part` is the part of the file to send: (first byte, number of bytes). None sends all of it.
    """

    status: int
    body: bytes = b""
    content_type: str | None = None
    headers: list[tuple[str, str]] = field(default_factory=list)
    reason: str | None = None
    file: Path | FileElsewhere | None = None
    part: tuple[int, int] | None = None
    opened: AsyncIterator[bytes] | None = None

    async def open(self, method: str) -> None:
        """Begin to read a file that another server has, while an error can still be answered: nothing has been sent yet."""
        if self.file is not None and not isinstance(self.file, Path) and method != "HEAD":
            self.opened = await self.file.open(*(self.part or (0, self.file.size)))

    def raw_headers(self) -> list[tuple[bytes, bytes]]:
        """The headers for ASGI. Vendors send no Content-Type with an empty body."""
        raw = [_raw_header(name, value) for name, value in self.headers]
        if self.content_type is not None:
            raw.append(_raw_header("content-type", self.content_type))
        if self.status != 204:
            raw.append((b"content-length", str(self.size).encode()))
        return raw

    @property
    def size(self) -> int:
        """The number of bytes of the body."""
        if self.part is not None:
            return self.part[1]
        if self.file is None:
            return len(self.body)
        return self.file.stat().st_size if isinstance(self.file, Path) else self.file.size


@lru_cache(256)  # most answers have the same headers
def _raw_header(name: str, value: str) -> tuple[bytes, bytes]:
    return name.encode("latin-1"), in_head(value).encode("latin-1", "replace")


def in_head(text: str) -> str:
    """Text as it may stand in the head of a response: a line break would begin another header, and clients refuse control characters."""
    return text if text.isprintable() else "".join(each if each.isprintable() else " " for each in text)


def redirect(target: str) -> Reply:
    """A redirect to this URL. The target is a URL that is already encoded."""
    return Reply(302, headers=[("Location", target), ("Cache-Control", "no-store")])


async def read_body(receive: Receive, limit: int) -> bytes:
    """The whole body, at most `limit` bytes. Raises `BodyTooLargeError`, or `BodyBrokenError` if the client went away."""
    message = await receive()
    if message["type"] == "http.request" and not message.get("more_body"):
        body: bytes = message.get("body", b"")
        if len(body) > limit:
            raise BodyTooLargeError
        return body
    received = bytearray()  # not a list of parts: one of a single byte costs forty
    while True:
        if message["type"] == "http.disconnect":
            raise BodyBrokenError("the client closed the connection before the body was complete")
        received += message.get("body", b"")
        if len(received) > limit:
            raise BodyTooLargeError
        if not message.get("more_body"):
            return bytes(received)
        message = await receive()


def json_error(status: int, words: str) -> Reply:
    """A refusal in the form that everything of the emulator's own has."""
    return Reply(status, orjson.dumps({"error": words}), "application/json")


async def send_reply(reply: Reply, scope: Scope, send: Send, headers: list[tuple[bytes, bytes]] | None = None) -> None:
    """Send a reply, with its own headers unless others are given.

    Its reason phrase goes to the server's transport, if that has room for one (emulator/server.py).

    A file is opened before anything is sent and read in slices, so it may be deleted or replaced meanwhile.
    """
    transport = scope.get("transport")
    if reply.reason is not None and transport is not None:
        transport.reason = in_head(reply.reason).encode("latin-1", "replace")
    start = {
        "type": "http.response.start",
        "status": reply.status,
        "headers": reply.raw_headers() if headers is None else headers,
    }
    if not isinstance(reply.file, Path):
        await send(start)
        if reply.opened is not None:
            async for part in reply.opened:
                await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": reply.body})
        return
    with reply.file.open("rb") as file:
        await send(start)
        first, left = reply.part or (0, reply.size)
        file.seek(first)
        while left > 0 and (part := file.read(min(SLICE, left))):
            left -= len(part)
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
