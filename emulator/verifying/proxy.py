"""A proxy in front of a real vendor that passes everything on and keeps the shapes of requests and answers."""

import zlib
from collections.abc import AsyncIterator, Callable
from urllib.parse import parse_qsl, unquote, urlsplit

import httpx
import orjson

from emulator.http import Receive, Scope, Send
from emulator.vendors.entry import Entry, is_below
from emulator.vendors.vendor import Vendor
from emulator.verifying.errors import CannotVerifyError
from emulator.verifying.shapes.answer import Raw, Shaper
from emulator.verifying.shapes.asked import asked
from emulator.verifying.shapes.building import texts_in
from emulator.verifying.shapes.shape_file import Shapes

KEPT = 2 * 1024 * 1024
"""Bytes of a body that are kept to make its shape. A larger body is passed on, and only status and headers are recorded."""
SENT = 64 * 1024
SECONDS = 300.0
HOP_BY_HOP = frozenset(
    ("connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer")
) | {"transfer-encoding", "upgrade"}


class Proxy:
    """The ASGI app. It streams every answer through; of requests it keeps only the shape."""

    def __init__(self, entry: Entry, vendor: Vendor, upstream: str, shapes: Shapes, say: Callable[[str], None]) -> None:
        self._entry, self._vendor, self._shapes, self._say = entry, vendor, shapes, say
        self._root = root_of(upstream, entry.base_path)
        self._shaper = Shaper(vendor.contract)
        self._client: httpx.AsyncClient | None = None
        paths = (operation.path for operation in vendor.contract.operations.values())
        self._literals = {part.lower(): part for path in paths for part in path.split("/") if part[:1] not in ("", "{")}
        self.changed = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            return
        client = self._client = self._client or httpx.AsyncClient(timeout=SECONDS, follow_redirects=False)
        sent = bytearray()
        query = scope["query_string"].decode("latin-1")
        path = scope.get("raw_path", scope["path"].encode()).decode("latin-1")
        url = f"{self._root}{path}" + (f"?{query}" if query else "")
        request = client.build_request(
            scope["method"], url, headers=self._headers(scope), content=_body(scope, receive, sent)
        )
        try:
            response = await client.send(request, stream=True)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            self._say(f"the vendor at {self._root} cannot be reached: {error or type(error).__name__}")
            await _refuse(send)
            return
        try:
            await self._pass(scope, path, query, response, sent, send)
        finally:
            await response.aclose()

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.aclose()

    def _headers(self, scope: Scope) -> list[tuple[bytes, bytes]]:
        """The headers to send to the vendor. An uncompressed answer is asked for, since its body is read."""
        kept = [
            (name, value)
            for name, value in scope["headers"]
            if name.decode("latin-1") not in HOP_BY_HOP and name not in (b"host", b"accept-encoding")
        ]
        return [*kept, (b"host", urlsplit(self._root).netloc.encode()), (b"accept-encoding", b"identity")]

    async def _pass(
        self, scope: Scope, path: str, query: str, response: httpx.Response, sent: bytearray, send: Send
    ) -> None:
        if (transport := scope.get("transport")) is not None and "reason_phrase" in response.extensions:
            transport.reason = response.extensions["reason_phrase"]
        raw = [
            (name.lower(), value)
            for name, value in response.headers.raw
            if name.decode("latin-1").lower() not in HOP_BY_HOP
        ]
        await send({"type": "http.response.start", "status": response.status_code, "headers": raw})
        kept = bytearray()
        whole = True
        try:
            async for part in response.aiter_raw():
                await send({"type": "http.response.body", "body": part, "more_body": True})
                whole = whole and len(kept) + len(part) <= KEPT
                if whole:
                    kept += part
        except httpx.HTTPError as error:
            self._say(f"the vendor's answer was cut off: {type(error).__name__}")
            if transport is not None:
                transport.hang_up(reset=False)
            return
        await send({"type": "http.response.body", "body": b""})
        self._keep(scope, path, query, response, bytes(kept) if whole else None, bytes(sent))

    def _keep(
        self, scope: Scope, path: str, query: str, response: httpx.Response, body: bytes | None, sent: bytes
    ) -> None:
        """Record the shapes of a request and of its answer, if the answer's body is complete."""
        method = scope["method"]
        below = self._below(path)
        if below is None:
            return
        self.changed = True
        operation = self._vendor.operation_at(method, below)
        if operation is None:
            self._shapes.add_unknown(method, self._template(below), response.status_code)
            return
        body = _decoded(response, body)
        if body is None:
            return
        headers = list(response.headers.multi_items())
        raw = Raw(response.status_code, response.reason_phrase, headers, body)
        texts = _texts(below, query, sent)
        answer = self._shaper.shape(operation, raw, sent=texts)
        media = dict(scope["headers"]).get(b"content-type", b"").decode("latin-1").partition(";")[0].strip().lower()
        answer.sent = asked(self._shaper.vocabulary, self._vendor.contract, operation, query, media, sent, texts)
        self._shapes.add(answer)

    def _below(self, path: str) -> str | None:
        """The path below the vendor's base path, or None if it does not belong to its API."""
        if not any(is_below(path, root) for root in self._entry.paths):
            return None
        return path[len(self._entry.base_path) :]

    def _template(self, path: str) -> str:
        """The path with the fixed segments of the contract, and `{}` for all others, which may be data."""
        return "/".join("" if not part else self._literals.get(part.lower(), "{}") for part in path.split("/"))


def root_of(upstream: str, base_path: str) -> str:
    """The vendor's URL without its base path: callers' paths begin with that. Raises `CannotVerifyError`."""
    parts = urlsplit(upstream)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise CannotVerifyError(f"{upstream} is not an http or https URL of an API")
    return upstream.rstrip("/").removesuffix(base_path).rstrip("/")


def _body(scope: Scope, receive: Receive, sent: bytearray) -> AsyncIterator[bytes] | None:
    """The request's body in parts, or None if it has none."""
    names = {name for name, _ in scope["headers"]}
    if not names & {b"content-length", b"transfer-encoding"}:
        return None

    async def parts() -> AsyncIterator[bytes]:
        while True:
            message = await receive()
            part: bytes = message.get("body", b"")
            if len(sent) < SENT:
                sent.extend(part[: SENT - len(sent)])
            if part:
                yield part
            if message["type"] == "http.disconnect" or not message.get("more_body"):
                return

    return parts()


async def _refuse(send: Send) -> None:
    body = orjson.dumps({"error": "lms-emulator record: the vendor cannot be reached"})
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 502, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _decoded(response: httpx.Response, body: bytes | None) -> bytes | None:
    """The decompressed body; None if it is too large or its compression is unknown."""
    encoding = response.headers.get("content-encoding", "identity").lower()
    if body is None or encoding == "identity" or not body:
        return body
    if encoding not in ("gzip", "deflate"):
        return None
    try:
        opened = zlib.decompressobj(wbits=47 if encoding == "gzip" else 15)
        text = opened.decompress(body, KEPT)
        return None if opened.unconsumed_tail else text
    except zlib.error:
        return None


def _texts(path: str, query: str, sent: bytes) -> list[str]:
    """Every text in a request. The shape must not show any of them as a name."""
    texts = [unquote(part) for part in path.split("/")] + [value for _, value in parse_qsl(query)]
    try:
        texts += texts_in(orjson.loads(sent)) if sent else ()
    except orjson.JSONDecodeError:
        texts += [value for _, value in parse_qsl(sent.decode("latin-1"))]
    return texts
