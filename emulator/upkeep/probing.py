"""A database that could not be written is tried until it can: at once, or after a longer pause if that did not last."""

import asyncio
from collections.abc import Callable
from math import inf

from emulator.sandbox.clock import stopwatch
from emulator.store.database import Database

FIRST_PAUSE = 1.0  # seconds between a failure and the first try
LASTING = 60.0  # seconds; a failure that comes sooner after the last one shows that a try that went well says little


class Probing:
    """Whether it is time for a try is asked at every `look`. `works_again` is called when one goes well."""

    def __init__(
        self, database: Database, works_again: Callable[[], None], probe: Callable[[], bool] | None = None
    ) -> None:
        self._database = database
        self._probe = probe or database.probe
        self._works_again = works_again
        self._pause = FIRST_PAUSE
        self._next: float | None = None  # None while the database works
        self._worked_at = -inf

    async def look(self) -> None:
        """Try it if the database failed and the pause is over."""
        if self._database.failure is None:
            return
        now = stopwatch()
        if self._next is None:
            lasted = now - self._worked_at > LASTING
            self._pause = FIRST_PAUSE if lasted else min(2 * self._pause, self._database.longest_pause)
            self._next = now + self._pause
        if now < self._next:
            return
        if await asyncio.to_thread(self._probe):
            self._worked_at, self._next = stopwatch(), None
            self._works_again()
