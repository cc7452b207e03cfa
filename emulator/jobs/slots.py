"""Limits on concurrent work: a number of each kind per sandbox, so that no sandbox waits for another."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

Key = tuple[str, int, str]
"""A sandbox, its generation (what was begun before a reset holds up nothing behind it), and a kind of job."""


class Slots:
    """`most` places for each sandbox and kind of job. A caller that finds them taken waits, in order of arrival, unless it is let in.

    A caller is known by the number of its job.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: dict[Key, int] = {}
        self._waiting: dict[Key, dict[int, asyncio.Future[None]]] = {}

    @asynccontextmanager
    async def take(self, key: Key, job: int, *, at_once: bool = False) -> AsyncIterator[None]:
        """Hold a place for the time of the `async with` block; `at_once` even if there are more than `most` then."""
        if at_once or self._taken.get(key, 0) < self._most:
            self._add(key)
        else:
            await self._wait(key, job)
        try:
            yield
        finally:
            self._leave(key)

    def let_in(self, key: Key, job: int) -> None:
        """Give a job that waits a place at once."""
        waiting = self._waiting.get(key, {}).pop(job, None)
        if waiting is not None and not waiting.done():
            self._add(key)
            waiting.set_result(None)

    async def _wait(self, key: Key, job: int) -> None:
        """Wait until somebody gives this job a place, which is counted then."""
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
