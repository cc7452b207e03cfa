"""Limits on concurrent work: a number of each kind per sandbox, so that no sandbox waits for another."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

Key = tuple[str, int, str]
"""A sandbox, its generation (work from before a reset must not delay later work), and a kind of job."""


class Slots:
    """`most` slots for each sandbox and kind of job. Callers wait for a slot in order of arrival; `let_in` lets one pass. A caller is
    identified by its job's number."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: dict[Key, int] = {}
        self._waiting: dict[Key, dict[int, asyncio.Future[None]]] = {}

    @asynccontextmanager
    async def take(self, key: Key, job: int, *, at_once: bool = False) -> AsyncIterator[None]:
        """Hold a slot during the `async with` block; with `at_once` even if `most` slots are taken."""
        if at_once or self._taken.get(key, 0) < self._most:
            self._add(key)
        else:
            await self._wait(key, job)
        try:
            yield
        finally:
            self._leave(key)

    def let_in(self, key: Key, job: int) -> None:
        """Give a waiting job a slot at once."""
        waiting = self._waiting.get(key, {}).pop(job, None)
        if waiting is not None and not waiting.done():
            self._add(key)
            waiting.set_result(None)

    async def _wait(self, key: Key, job: int) -> None:
        """Wait until the job is given a slot, which is already counted then."""
        place = self._waiting.setdefault(key, {})[job] = asyncio.get_running_loop().create_future()
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._leave(key)
            raise
        finally:
            waiting = self._waiting.get(key, {})
            if waiting.get(job) is place:
                del waiting[job]
            if not waiting:
                self._waiting.pop(key, None)

    def _add(self, key: Key) -> None:
        self._taken[key] = self._taken.get(key, 0) + 1

    def _leave(self, key: Key) -> None:
        self._taken[key] -= 1
        if self._taken[key] < self._most and self._waiting.get(key):
            self.let_in(key, next(iter(self._waiting[key])))
        if not self._taken[key]:
            del self._taken[key]
