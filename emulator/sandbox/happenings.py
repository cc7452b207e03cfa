"""Events of a sandbox for listeners: calls, jobs, deliveries, mails, and changes of clock, settings and faults."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

Topic = Literal["call", "job", "delivery", "mail", "clock", "settings", "faults"]

Announce = Callable[[Topic, dict[str, object]], None]

KEPT = 200  # events, besides calls, that a listener may lag behind


class Happenings:
    """Wakes listeners; without any it costs nothing. Used on the event loop only.

    `ended` becomes True when the sandbox is deleted or the process stops; all listeners must end then. Calls are in the journal, so
    `recent` has the other events: (count, topic, details).
    """

    def __init__(self, announce: Announce | None = None) -> None:
        """`announce` passes events on to listeners in other processes."""
        self._announce = announce
        self.ended = False
        self.count = 0
        self.recent: deque[tuple[int, Topic, dict[str, object]]] = deque(maxlen=KEPT)
        self._wakes: set[asyncio.Event] = set()

    @property
    def are_heard(self) -> bool:
        """True if there is a listener."""
        return bool(self._wakes)

    def tell(self, topic: Topic, **details: object) -> None:
        """Report an event."""
        if self._announce is not None and topic != "call":  # who writes the entry announces it
            self._announce(topic, details)
        if self._wakes:
            self.hear(topic, details)

    def hear(self, topic: Topic, details: dict[str, object]) -> None:
        """An event happened in this or another process."""
        if topic != "call":
            self.count += 1
            self.recent.append((self.count, topic, details))
        for wake in self._wakes:
            wake.set()

    @contextmanager
    def listening(self) -> Iterator[asyncio.Event]:
        """An event object that is set at each event; the listener clears it."""
        wake = asyncio.Event()
        if self.ended:
            wake.set()
        self._wakes.add(wake)
        try:
            yield wake
        finally:
            self._wakes.discard(wake)

    def wake(self) -> None:
        """Wake all listeners, because events of other processes may have been missed."""
        for wake in self._wakes:
            wake.set()

    def end(self) -> None:
        """End all listeners."""
        self.ended = True
        for wake in self._wakes:
            wake.set()
