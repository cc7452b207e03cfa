"""What happens in a sandbox, for those who wait for it: calls, jobs, deliveries, mails, changes of clock, settings and faults."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

Topic = Literal["call", "job", "delivery", "mail", "clock", "settings", "faults"]

Announce = Callable[[Topic, dict[str, object]], None]

KEPT = 200  # happenings, besides calls, that a slow listener may be behind


class Happenings:
    """Wakes those who listen; it costs nothing while nobody does. It is used on the event loop alone.

    `ended` is True once the sandbox is deleted or the process stops: all listeners have to end then. Calls are in the journal, so `recent`
    has the others: (count, topic, details).
    """

    def __init__(self, announce: Announce | None = None) -> None:
        """`announce` tells those who listen at other processes."""
        self._announce = announce
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
        if self._announce is not None and topic != "call":  # who writes a call down for others announces it
            self._announce(topic, details)
        if self._wakes:
            self.hear(topic, details)

    def hear(self, topic: Topic, details: dict[str, object]) -> None:
        """Something happened here, or at another process."""
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

    def wake(self) -> None:
        """Something unknown may have happened in another process."""
        for wake in self._wakes:
            wake.set()

    def end(self) -> None:
        """Let all listeners end."""
        self.ended = True
        for wake in self._wakes:
            wake.set()
