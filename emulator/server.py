"""Running the app under uvicorn: the one place that knows the server."""

import asyncio
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# How long running requests get when the server is told to stop; uvicorn takes fractions, its types do not.
STOP_SECONDS = 0.3


class Transport:
    """A transport that sends the head of a response together with its body, and lets a reply have a reason phrase of its own.

    ASGI has no reason phrase, but a vendor writes its error texts there (recorded: `409 UserName already exists`), and clients show
    them: `reason` goes into the next head. One write instead of two saves a tenth of a small request.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head: bytes | None = None
        self.reason: bytes | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if self._head is not None:
            data, self._head = self._head + data, None
        elif data.startswith(b"HTTP/1.1 ") and not data.startswith(b"HTTP/1.1 1"):
            self._head = self._with_reason(data)
            asyncio.get_running_loop().call_soon(self._flush)  # a body may never come: HEAD
            return
        self._transport.write(data)

    def close(self) -> None:
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        if self._head is not None:
            head, self._head = self._head, None
            self._transport.write(head)

    def _with_reason(self, head: bytes) -> bytes:
        if self.reason is None:
            return head
        status_line, _, rest = head.partition(b"\r\n")
        reason, self.reason = self.reason, None
        return status_line[:12] + b" " + reason + b"\r\n" + rest


class Protocol(HttpToolsProtocol):
    """uvicorn's protocol on our transport, which it puts into the scope so that a reply can set its reason phrase."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(Transport(transport))  # type: ignore[arg-type]

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["transport"] = self.transport  # type: ignore[typeddict-unknown-key]


def make_server(app: Any, host: str, port: int, *, log_level: str = "warning") -> uvicorn.Server:
    """A server for the app; `await server.serve()` runs it, `server.should_exit = True` ends it."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        loop="auto",
        http=Protocol,
        ws="none",
        lifespan="on",
        access_log=False,  # the journal says more
        log_level=log_level,
        server_header=False,
        proxy_headers=False,  # read by the emulator itself, for the links it returns
        timeout_keep_alive=75,
        timeout_graceful_shutdown=STOP_SECONDS,  # type: ignore[arg-type]
        backlog=2048,
    )
    return uvicorn.Server(config)
