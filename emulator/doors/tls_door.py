"""The emulator's own port, where it speaks TLS."""

import socket
import ssl
from collections.abc import Awaitable, Callable

from emulator.doors.first_bytes import speaks_tls
from emulator.doors.handshake import Failures
from emulator.doors.plain_answer import answer
from emulator.http import Arrival
from emulator.running_at import SPEAKS_TLS

Serve = Callable[[socket.socket, ssl.SSLContext | None, Arrival], Awaitable[None]]
"""Let the server have a connection. Raises OSError if the handshake fails, of OpenSSL too."""


class TlsDoor:
    """`seconds` is how long a client may let us wait for its first byte."""

    def __init__(self, context: ssl.SSLContext, serve: Serve, own_url: str, seconds: float, *, own: bool) -> None:
        self._context = context
        self._serve = serve
        self._own_url = own_url
        self._seconds = seconds
        self._failures = Failures(own=own)

    async def admit(self, connection: socket.socket) -> None:
        """Let a connection in that speaks TLS; tell one that does not."""
        begins = await speaks_tls(connection, self._seconds)
        if begins is None:
            connection.close()
        elif not begins:
            await answer(connection, 400, "Bad Request", f"{SPEAKS_TLS}: use {self._own_url}")
        else:
            try:
                await self._serve(connection, self._context, Arrival(own_url=self._own_url))
            except OSError as error:
                self._failures.tell(error, "")
                raise
