"""A tunnel: passes bytes both ways between two connections, until both have ended or nothing has come for long."""

import asyncio
import socket
from contextlib import suppress

IDLE_SECONDS = 300.0
CHUNK = 64 * 1024


async def join(one: socket.socket, other: socket.socket, idle_seconds: float = IDLE_SECONDS) -> None:
    """Pass bytes both ways; closes both at the end."""
    heard = _Heard()
    ways = [asyncio.create_task(_pass(one, other, heard)), asyncio.create_task(_pass(other, one, heard))]
    try:
        while True:
            heard.anything = False
            done, left = await asyncio.wait(ways, timeout=idle_seconds, return_when=asyncio.FIRST_EXCEPTION)
            if not left or not heard.anything or any(each.exception() for each in done):
                return
    finally:
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
        one.close()
        other.close()


class _Heard:
    anything = False


async def _pass(source: socket.socket, target: socket.socket, heard: _Heard) -> None:
    loop = asyncio.get_running_loop()
    while data := await loop.sock_recv(source, CHUNK):
        heard.anything = True
        await loop.sock_sendall(target, data)
    heard.anything = True
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
