"""Running the app under uvicorn: the one place that knows the server."""

import asyncio
import logging
import socket
import ssl
import struct
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Literal
from typing import Protocol as Form

import httptools
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from emulator.http import ARRIVAL, DIRECT, Arrival
from emulator.light.records import dataclass
from emulator.logs import log_requests

# How long running requests get when the server is told to stop; uvicorn takes fractions, its types do not.
STOP_SECONDS = 0.3
BACKLOG = 2048  # connections that wait to be accepted
HANDSHAKE_SECONDS = 10.0  # for TLS
HEAD_BYTES = 512 * 1024  # of a request; more than one read of the socket returns (256 KiB)

log = logging.getLogger("lms_emulator.refused")


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """Time limits in seconds of the machine's time: for a request's head, and for the wait for the next part of its body."""

    head_seconds: float = 30.0
    body_seconds: float = 60.0


class ResponseTransport:
    """A transport that sends the head of a response together with its body, and lets a response have its own reason phrase.

    ASGI has no reason phrase, but a vendor writes its error texts there (recorded: `409 UserName already exists`), and clients show
    them: `reason` goes into the next head. One write instead of two saves a tenth of a small request's time.
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

    def hang_up(self, *, reset: bool) -> None:
        """End the connection now, after what was written; or reset it, as a machine does that has crashed."""
        self._flush()
        sock = self._transport.get_extra_info("socket")
        if not reset or sock is None:
            self._transport.close()
            return
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._transport.abort()

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


class Parser(httptools.HttpRequestParser):
    """httptools' parser; a request that offers another protocol (`Upgrade: h2c`) is parsed once more, without the offer.

    Java's own HTTP client makes this offer with every first request. httptools ends such a request after its head and loses the body
    (https://github.com/MagicStack/httptools/issues/124); a server may pass the offer over (RFC 9110 7.8).
    """

    def __init__(self, protocol: "Protocol") -> None:
        super().__init__(protocol)
        self._protocol = protocol
        with suppress(AttributeError):  # not in every version
            # After a last request with `Connection: close` a client may send an empty line.
            self.set_dangerous_leniencies(lenient_data_after_close=True)

    def feed_data(self, data: Any) -> None:
        try:
            super().feed_data(data)
        except httptools.HttpParserUpgrade as offer:
            if not self._protocol.is_offered:
                raise
            self._protocol.go_on_without_offer(bytes(data[offer.args[0] :]))


class Protocol(HttpToolsProtocol):
    """uvicorn's protocol on our transport, which it puts into the scope so that a reply can set its reason phrase.

    A head that does not arrive in time or does not end, and a body of which nothing arrives for a while, end the connection. `arrival` is
    how the connection came, which the scope tells too.
    """

    def __init__(self, limits: TimeLimits, *args: Any, arrival: Arrival = DIRECT, **options: Any) -> None:
        super().__init__(*args, **options)
        self._arrival = arrival
        self.parser = Parser(self)
        self.is_offered = False
        self._limits = limits
        self._until = self._seconds = (
            0.0  # the deadline by the loop's clock, 0 if there is none, and how long it was away
        )
        self._timer: asyncio.TimerHandle | None = None
        self._timer_at = 0.0
        self._head_bytes = 0  # about as many as have come since the last part of a body, or the end of a request

    def connection_made(self, transport: Any) -> None:
        super().connection_made(ResponseTransport(transport))  # type: ignore[arg-type]
        if self._arrival is not DIRECT:
            self._arrival = self._arrival.named_by(transport.get_extra_info("ssl_object"))
            self.client = self._arrival.peer or self.client
        self._wait(self._limits.head_seconds)

    def connection_lost(self, exc: Exception | None) -> None:
        self._until = 0.0
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._head_bytes += len(data)
        if self._head_bytes > HEAD_BYTES and not self.transport.is_closing():
            self._refuse(b"431 Request Header Fields Too Large", f"the head is longer than {HEAD_BYTES} bytes")

    def send_400_response(self, msg: str) -> None:
        """Called where uvicorn has caught the parser's error, which says what is wrong."""
        self._refuse(b"400 Bad Request", f"this is no request of HTTP/1.1: {sys.exc_info()[1] or msg}")

    def _refuse(self, status: bytes, why: str) -> None:
        """End the connection with this status, after the answers to earlier requests; if one is under way, with the end of that."""
        log.info("%s %s", status.decode(), why)
        cycle = self.cycle
        body = why.encode("ascii", "replace")
        if cycle is not None and not cycle.response_complete and (not cycle.more_body or self._is_queued(cycle)):
            if cycle.more_body:
                self.pipeline[0] = cycle, _refusing(int(status[:3]), body)
            cycle.keep_alive = False
            self.flow.pause_reading()
            return
        if cycle is None or cycle.response_complete or not cycle.response_started:
            head = b"HTTP/1.1 %b\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: %d\r\nconnection: close\r\n\r\n"
            self.transport.write(head % (status, len(body)) + body)
        self.transport.close()

    def _is_queued(self, cycle: Any) -> bool:
        """True if a request waits for the answers to those before it."""
        return bool(self.pipeline) and self.pipeline[0][0] is cycle

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["transport"] = self.transport  # type: ignore[typeddict-unknown-key]
        if self._arrival is not DIRECT:
            self.scope[ARRIVAL] = self._arrival  # type: ignore[literal-required]
        self._wait(self._limits.head_seconds)

    def on_headers_complete(self) -> None:
        self._wait(self._limits.body_seconds)
        self.is_offered = self.parser.should_upgrade() and self.parser.get_method() != b"CONNECT"
        if not self.is_offered:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._head_bytes = 0
        self._wait(self._limits.body_seconds)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._head_bytes = 0
        if not self.is_offered:
            self._wait(None)
            super().on_message_complete()

    def go_on_without_offer(self, rest: bytes) -> None:
        """Parse this request's head once more without its offer of another protocol, and go on with what follows it."""
        version = self.parser.get_http_version().encode()
        head = [b"%b %b HTTP/%b\r\n" % (self.parser.get_method(), self.url, version)]
        head += [b"%b: %b\r\n" % header for header in self.headers if header[0] != b"upgrade"]
        self.parser = Parser(self)
        self.parser.feed_data(b"%b\r\n%b" % (b"".join(head), rest))

    def _wait(self, seconds: float | None) -> None:
        """Wait this long for the next part of the request; None stops waiting.

        The timer runs on where the deadline moves away, and looks again when it is over: a timer for each part would cost as much as the
        rest of a small request's reading.
        """
        if seconds is None:
            self._until = 0.0
            return
        self._seconds, self._until = seconds, self.loop.time() + seconds
        if self._timer is not None and self._until < self._timer_at:
            self._timer.cancel()
            self._timer = None
        if self._timer is None:
            self._start_timer()

    def _start_timer(self) -> None:
        self._timer_at = self._until
        self._timer = self.loop.call_at(self._until, self._look)

    def _look(self) -> None:
        self._timer = None
        if not self._until:
            return
        if self._until > self.loop.time():
            self._start_timer()
        elif self.flow.read_paused:  # it is the emulator that reads no further for now
            self._wait(self._seconds)
        else:
            self.transport.close()


def _refusing(status: int, body: bytes) -> Any:
    """What answers a request, of which the rest cannot be read, when its turn has come."""

    async def refuse(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return refuse


class Opens(Form):
    """Something that opens and closes with the server: a door (emulator/doors)."""

    def open(self) -> None:
        """Accept connections."""

    async def close(self) -> None:
        """Accept none any more."""


class Server(uvicorn.Server):
    """uvicorn's server that signals when it is ready, and that it stops before it closes port and connections; and which can be given
    connections that others have accepted, by the `doors`.
    """

    def __init__(
        self, config: uvicorn.Config, on_start: Callable[[], object] = bool, on_stop: Callable[[], object] = bool
    ) -> None:
        super().__init__(config)
        self._on_start = on_start
        self._on_stop = on_stop
        self.doors: Sequence[Opens] = ()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for door in self.doors:
            door.open()
        if self.started:
            self._on_start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._on_stop()
        for door in self.doors:
            await door.close()
        await super().shutdown(sockets)

    async def take(self, connection: socket.socket, context: ssl.SSLContext | None, arrival: Arrival) -> None:
        """Serve a connection that was accepted elsewhere, by TLS if there is a context. Raises OSError if the handshake fails."""
        loop = asyncio.get_running_loop()

        def protocol() -> asyncio.Protocol:
            state, lifespan = self.server_state, self.lifespan.state
            made: asyncio.Protocol = self.config.http_protocol_class(  # type: ignore[call-arg]
                config=self.config, server_state=state, app_state=lifespan, _loop=loop, arrival=arrival
            )
            return made

        seconds = HANDSHAKE_SECONDS if context is not None else None
        await loop.connect_accepted_socket(protocol, connection, ssl=context, ssl_handshake_timeout=seconds)


def make_server(
    app: Any,
    host: str,
    port: int,
    *,
    limits: TimeLimits | None = None,
    lifespan: Literal["on", "off"] = "on",
    on_start: Callable[[], object] = bool,
    on_stop: Callable[[], object] = bool,
    access_log: bool = False,
) -> Server:
    """A server for the app; `await server.serve()` runs it, `server.should_exit = True` stops it.

    `on_start` is called when it is ready, `on_stop` when it is told to stop and still serves.
    """
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        loop="auto",
        http=partial(Protocol, limits or TimeLimits()),  # type: ignore[arg-type]
        ws="none",
        lifespan=lifespan,
        access_log=access_log,
        log_config=None,  # as the rest logs; uvicorn's own fails where the output is closed
        log_level="warning",
        server_header=False,
        proxy_headers=False,  # read by the emulator itself, for the links it returns
        timeout_keep_alive=75,
        timeout_graceful_shutdown=STOP_SECONDS,  # type: ignore[arg-type]
        backlog=BACKLOG,
    )
    if access_log:
        log_requests()
    return Server(config, on_start, on_stop)
