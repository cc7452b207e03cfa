"""The port of a proxy: what goes to a vendor's host names is served here, and everything else goes nowhere, or on if that is allowed."""

import asyncio
import logging
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from hmac import compare_digest

from emulator.doors.first_bytes import first_bytes, speaks_tls, take
from emulator.doors.handshake import Failures
from emulator.doors.plain_answer import answer
from emulator.doors.proxy_request import LONGEST, BadRequestError, ProxyRequest, has_head, read_request
from emulator.doors.tls_door import Serve
from emulator.doors.tunnel import join
from emulator.http import Arrival
from emulator.light.records import dataclass
from emulator.tls.contexts import Contexts

ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"
refused = logging.getLogger("lms_emulator.refused")

Connect = Callable[[str, int], Awaitable[socket.socket]]
"""A connection to a host. Raises `CannotConnectError`."""


class CannotConnectError(Exception):
    """Nobody is reached there, or nobody may be; the words say which."""


@dataclass(frozen=True, slots=True)
class ProxyDoor:
    """`is_vendors` says whether a host name is a vendor's, `is_own` whether a host and port are the emulator's own.

    `contexts` have the certificates of the vendors' names; `serve` lets the server have a connection, `connect` makes one. With
    `passes_on`, other hosts are reached as well, for those who give `password` if there is one. `seconds` is for the head of a request.
    """

    is_vendors: Callable[[str], bool]
    is_own: Callable[[str, int], bool]
    contexts: Contexts
    serve: Serve
    connect: Connect
    own_url: str
    seconds: float
    passes_on: bool
    password: str | None
    quiet: bool
    failures: Failures

    async def admit(self, connection: socket.socket) -> None:
        """Do what a client of the proxy asks for."""
        text = await first_bytes(connection, LONGEST, self.seconds, has_head)
        if not text:
            connection.close()
            return
        try:
            request = read_request(text)
        except BadRequestError as error:
            await answer(connection, 400, "Bad Request", f"{error} ({self.own_url})")
            return
        if self.is_vendors(request.host):
            await self._to_vendor(connection, request)
        else:
            await self._elsewhere(connection, request)

    async def _to_vendor(self, connection: socket.socket, request: ProxyRequest) -> None:
        peer = connection.getpeername()[:2]
        arrival = Arrival(request.host, request.user or None, self.own_url, peer)
        if not request.is_tunnel:
            await self._pass_on(connection, request, await self._served_within(arrival))
            return
        await take(connection, request.size)
        connection.send(ESTABLISHED)
        begins = await speaks_tls(connection, self.seconds)
        if begins is None:
            connection.close()
            return
        try:
            await self.serve(connection, self.contexts.of(request.host) if begins else None, arrival)
        except OSError as error:
            self.failures.tell(error, request.host)
            raise

    async def _served_within(self, arrival: Arrival) -> socket.socket:
        """A connection within this process whose other end the server has."""
        here, there = socket.socketpair()
        for each in (here, there):
            each.setblocking(False)
        await self.serve(there, None, arrival)
        return here

    async def _elsewhere(self, connection: socket.socket, request: ProxyRequest) -> None:
        where = f"{request.host}:{request.port}"
        own = self.is_own(request.host, request.port)
        if not own and not self.passes_on:
            words = f"lms-emulator passes nothing on to {where}"
            await self._refuse(
                connection, 403, words, f"{words}: start it with --pass-on, or put the host into NO_PROXY"
            )
        elif not own and not self._may_pass(request):
            words = f"the password for what is passed on to {where} is the token of EMULATOR_CONTROL_TOKEN"
            await self._refuse(connection, 407, words, words, 'Proxy-Authenticate: Basic realm="lms-emulator"')
        else:
            try:
                there = await self.connect(request.host, request.port)
            except CannotConnectError as error:
                await self._refuse(connection, 502, str(error), f"{where} is not reached: {error}")
                return
            await self._pass_on(connection, request, there)

    async def _pass_on(self, connection: socket.socket, request: ProxyRequest, there: socket.socket) -> None:
        try:
            await take(connection, request.size)
            if request.is_tunnel:
                connection.send(ESTABLISHED)
            else:
                await asyncio.get_running_loop().sock_sendall(there, request.head)
        except BaseException:
            there.close()
            raise
        await join(connection, there)

    def _may_pass(self, request: ProxyRequest) -> bool:
        return self.password is None or compare_digest(request.password.encode(), self.password.encode())

    async def _refuse(self, connection: socket.socket, status: int, reason: str, words: str, *headers: str) -> None:
        """The reason phrase says it too: that is all that clients show of a CONNECT which is refused."""
        if not self.quiet:
            refused.info("%s", f"proxy {status} {words}")
        with suppress(OSError):
            await answer(connection, status, reason.replace("\r", " ").replace("\n", " "), words, *headers)
