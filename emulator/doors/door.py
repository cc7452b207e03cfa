"""A door: accepts the connections of one port, and has each admitted on its own."""

import asyncio
import logging
import socket
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

log = logging.getLogger("lms_emulator.doors")

MOST = 1000
"""Connections that may be on their way in, or in tunnels, at once; further ones wait to be accepted."""
PAUSE_SECONDS = 0.1  # after a failure to accept: too many files are open

Admit = Callable[[socket.socket], Coroutine[Any, Any, None]]


class Door:
    """An accepted connection is given to `admit`. Whatever it raises ends that connection alone."""

    def __init__(self, listener: socket.socket, admit: Admit) -> None:
        self._listener = listener
        self._admit = admit
        self._slots = asyncio.Semaphore(MOST)
        self._admitting: set[asyncio.Task[None]] = set()
        self._accepting: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Accept connections from now on."""
        self._listener.setblocking(False)
        self._accepting = asyncio.create_task(self._accept())

    async def close(self) -> None:
        """Stop accepting connections; close those that are not admitted yet, and the tunnels."""
        if self._accepting is None:
            return
        tasks = [self._accepting, *self._admitting]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._listener.close()

    async def _accept(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._slots.acquire()
            try:
                connection, _ = await loop.sock_accept(self._listener)
            except OSError:
                self._slots.release()
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            connection.setblocking(False)
            with suppress(OSError):  # as uvicorn's own connections have it
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            task = asyncio.create_task(self._admitted(connection))
            self._admitting.add(task)
            task.add_done_callback(self._admitting.discard)

    async def _admitted(self, connection: socket.socket) -> None:
        try:
            await self._admit(connection)
        except (OSError, TimeoutError):  # the client left, or lets us wait
            connection.close()
        except asyncio.CancelledError:
            connection.close()
            raise
        except Exception:
            connection.close()
            log.exception("a connection could not be admitted")
        finally:
            self._slots.release()
