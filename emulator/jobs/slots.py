"""Limits on concurrent work: a number of each kind per sandbox, so that no sandbox waits for another."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

Key = tuple[str, int, str]
"""A sandbox, its generation, and a kind of job."""


class Slots:
    """`most` places for each sandbox and kind of job. Who finds them taken waits, first come first served."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._places: dict[Key, asyncio.Semaphore] = {}
        self._users: dict[Key, int] = {}

    @asynccontextmanager
    async def take(self, key: Key) -> AsyncIterator[None]:
        """Hold a place for the time of the `async with` block."""
        places = self._places.setdefault(key, asyncio.Semaphore(self._most))
        self._users[key] = self._users.get(key, 0) + 1
        try:
            async with places:
                yield
        finally:
            self._users[key] -= 1
            if not self._users[key]:  # nobody holds a place or waits for one
                del self._users[key], self._places[key]
