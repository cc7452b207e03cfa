"""What happens in a sandbox, for those who wait for it: calls, jobs, deliveries, mails, changes of clock, settings and faults."""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

Topic = Literal["call", "job", "delivery", "mail", "clock", "settings", "faults"]

KEPT = 200  # happenings, besides calls, that a slow listener may be behind


class Happenings:
    """Wakes those who listen; it costs nothing while nobody does. It is used on the event loop alone.

    `ended` is True once the sandbox is deleted or the process stops: all listeners have to end then. Calls are in the journal, so `recent`
    has the others: (count, topic, details).
    """

    def __init__(self) -> None:
        self.ended = False
        self.count = 0
        self.recent: deque[tuple[int, Topic, dict[str, object]]] = deque(maxlen=KEPT)
        self._wakes: set[asyncio.Event] = set()

    @property
    def are_heard(self) -> bool:
        """True while somebody listens."""
        return bool(self._wakes)

    def tell(self, topic: Topic, **details: object) -> None:
        """Something happened."""
        if not self._wakes:
            return
        if topic != "call":
            self.count += 1
            self.recent.append((self.count, topic, details))
        for wake in self._wakes:
            wake.set()

    @contextmanager
    def listening(self) -> Iterator[asyncio.Event]:
        """An event that is set whenever something happened; the listener clears it."""
        wake = asyncio.Event()
        if self.ended:
            wake.set()
        self._wakes.add(wake)
        try:
            yield wake
        finally:
            self._wakes.discard(wake)

    def end(self) -> None:
        """Let everybody who listens end."""
        self.ended = True
        for wake in self._wakes:
            wake.set()
