"""The first bytes of a connection, read without removing them: the next reader gets them again."""

import asyncio
import socket
from collections.abc import Callable

PAUSE_SECONDS = 0.02  # for more of what has begun to come
HANDSHAKE = b"\x16"  # the first byte of TLS


async def first_bytes(connection: socket.socket, most: int, seconds: float, enough: Callable[[bytes], bool]) -> bytes:
    """The first bytes, once there are `enough` or `most` of them; empty if the client has left. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        seen = 0
        while True:
            await _readable(connection)
            found = connection.recv(most, socket.MSG_PEEK)
            if not found or len(found) == most or enough(found):
                return found
            if len(found) == seen:  # readable, but with nothing new
                await asyncio.sleep(PAUSE_SECONDS)
            seen = len(found)


async def speaks_tls(connection: socket.socket, seconds: float) -> bool | None:
    """Whether the client begins with TLS; None if it has left. Raises TimeoutError."""
    first = await first_bytes(connection, 1, seconds, bool)
    return first == HANDSHAKE if first else None


async def take(connection: socket.socket, size: int) -> None:
    """Take so many bytes, which were seen, from the connection."""
    while size > 0:
        size -= len(connection.recv(size))


async def _readable(connection: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    ready: asyncio.Future[None] = loop.create_future()
    loop.add_reader(connection, _done, ready)
    try:
        await ready
    finally:
        loop.remove_reader(connection)


def _done(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)
