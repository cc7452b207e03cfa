"""Running the app under uvicorn: the one place that knows the server."""

from asyncio import Transport
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

STOP_SECONDS = (
    0.5  # how long running requests get when the server is told to stop; uvicorn takes fractions, its types do not
)


class ReasonTransport:
    """A transport whose next write, if it starts a response, carries `reason` as its reason phrase.

    ASGI has no reason phrase, but a vendor writes its error texts there (recorded: `409 UserName already exists`), and clients show them.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self.reason: bytes | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if self.reason is not None and data.startswith(b"HTTP/1.1 "):
            status_line, _, rest = data.partition(b"\r\n")
            data = status_line[:12] + b" " + self.reason + b"\r\n" + rest
            self.reason = None
        self._transport.write(data)


class Protocol(HttpToolsProtocol):
    """uvicorn's protocol, which puts the transport into the scope so that a reply can set its reason phrase."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(ReasonTransport(transport))  # type: ignore[arg-type]

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
