"""An answer of a door itself, before any server has the connection."""

import asyncio
import json
import socket
from contextlib import suppress

LINGER_SECONDS = 1.0
CHUNK = 64 * 1024


async def answer(connection: socket.socket, status: int, reason: str, words: str, *headers: str) -> None:
    """Send an answer and close. The words are the JSON body, as all that the emulator itself refuses."""
    body = json.dumps({"error": words}).encode()
    head = [
        f"HTTP/1.1 {status} {reason}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        "Connection: close",
        *headers,
    ]
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(connection, "\r\n".join(head).encode("latin-1", "replace") + b"\r\n\r\n" + body)
    with suppress(OSError):
        connection.shutdown(socket.SHUT_WR)
    with suppress(OSError, TimeoutError):  # what is closed while something unread has arrived resets the answer
        async with asyncio.timeout(LINGER_SECONDS):
            while await loop.sock_recv(connection, CHUNK):
                pass
    connection.close()
