"""All journals of one emulator: their total size is limited, and the least recently used journal loses entries first."""

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulator.journal.journal import Journal


class Journals:
    """Knows the journals that have entries, the least recently used first. `limit` is in bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.bytes = 0
        self._used: OrderedDict[Journal, None] = OrderedDict()

    def used(self, journal: "Journal") -> None:
        """A journal that has entries was written to or read."""
        self._used[journal] = None
        self._used.move_to_end(journal)

    def changed(self, journal: "Journal", size: int) -> None:
        """A journal grew by so many bytes; a negative number if it shrank."""
        self.bytes += size
        if not len(journal):
            self._used.pop(journal, None)

    def make_room(self, newest: "Journal") -> None:
        """Drop the oldest entries of other journals while the total is too large; then of one that is `kept_longest`, or of `newest`."""
        while self.bytes > self.limit and self._next_to_lose(newest).drop_oldest():
            pass

    def _next_to_lose(self, newest: "Journal") -> "Journal":
        spared = newest
        for journal in self._used:
            if journal is not newest:
                if not journal.kept_longest:
                    return journal
                spared = journal
        return spared
