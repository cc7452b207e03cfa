"""The connections that a call opens: they are closed with it, however it ends.

httpcore and anyio leave a connection open, for as long as the other side does, if the call is cancelled in some moments: just when it is
made, in its TLS handshake, or before its first byte is sent. Imported with the first call.
"""

import asyncio
from collections.abc import Iterable
from typing import Any

import httpcore


class CallConnections(httpcore.AsyncNetworkBackend):
    """Opens the connections of one call, each in a task of its own that is not cancelled with it, but ends within its timeout."""

    _closing: set["asyncio.Task[None]"] = set()  # the event loop keeps no reference to a task

    def __init__(self) -> None:
        self._anyio = httpcore.AnyIOBackend()
        self._opened: list[asyncio.Task[httpcore.AsyncNetworkStream]] = []

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        opening = asyncio.create_task(self._anyio.connect_tcp(host, port, timeout, local_address, socket_options))
        self._opened.append(opening)
        return await asyncio.shield(opening)

    async def close(self) -> None:
        """Close all of them. One that is still being opened is closed once it is, without waiting for it."""
        closing = {opening: asyncio.create_task(_close(opening)) for opening in self._opened}
        for task in closing.values():  # all, before it waits for one, as it may be cancelled meanwhile
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)
        for opening, task in closing.items():
            if opening.done():
                await asyncio.shield(task)


async def _close(opening: "asyncio.Task[httpcore.AsyncNetworkStream]") -> None:
    await asyncio.wait({opening})
    if not opening.cancelled() and opening.exception() is None:
        await opening.result().aclose()
