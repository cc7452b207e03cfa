"""All journals of one emulator: their total size is limited, and the least recently used journal loses entries first."""

from collections import OrderedDict
from typing import Protocol

from emulator.journal.repeated import Repeated


class Limited(Protocol):
    """The size of a journal. One that is `kept_longest` loses entries only when no other has any left."""

    kept_longest: bool

    def __len__(self) -> int:
        """The number of its entries."""

    def drop_oldest(self) -> bool:
        """Drop the oldest entry; False if there is none."""


class Journals:
    """Knows the journals that have entries, the least recently used first. `limit` is in bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.bytes = 0
        self.repeated = Repeated()
        self._used: OrderedDict[Limited, None] = OrderedDict()

    def used(self, journal: Limited) -> None:
        """Note that a journal that has entries was written to or read."""
        self._used[journal] = None
        self._used.move_to_end(journal)

    def changed(self, journal: Limited, size: int) -> None:
        """Note that a journal grew by this number of bytes; negative if it shrank."""
        self.bytes += size
        if size <= 0 and not len(journal):
            self._used.pop(journal, None)

    def make_room(self, newest: Limited) -> None:
        """Drop the oldest entries of other journals until the total is within the limit; if that is not enough, of those that are
        `kept_longest`, then of `newest`."""
        while self.bytes > self.limit and self._next_to_lose(newest).drop_oldest():
            pass

    def _next_to_lose(self, newest: Limited) -> Limited:
        spared = newest
        for journal in self._used:
            if journal is not newest:
                if not journal.kept_longest:
                    return journal
                spared = journal
        return spared
