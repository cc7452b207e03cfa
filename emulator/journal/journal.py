"""The journal of a sandbox in memory: the newest entries, limited in number and in bytes."""

from collections import deque
from collections.abc import Iterator

from emulator.journal.entry import JournalEntry
from emulator.journal.journals import Journals

ENTRY_LIMIT = 10_000
BYTE_LIMIT = 32 * 1024 * 1024


class Journal:
    """The newest entries of one sandbox, oldest first.

    `journals` limits the total size of all journals; a journal that is `kept_longest` loses entries only when no other has any left.
    """

    def __init__(self, journals: Journals, *, kept_longest: bool = False) -> None:
        self.kept_longest = kept_longest
        self._dropped = 0
        self._journals = journals
        self._entries: deque[JournalEntry] = deque()
        self._bytes = 0
        self._count = 0
        self._requests = 0

    def __iter__(self) -> Iterator[JournalEntry]:
        if self._entries:
            self._journals.used(self)
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def dropped(self) -> int:
        """The number of entries that were dropped for lack of space since the journal was last cleared."""
        return self._dropped

    def next_number(self) -> int:
        """The number of the next entry; numbers are never used again."""
        self._count += 1
        return self._count

    @property
    def last_number(self) -> int:
        """The number of the newest entry so far; 0 if there was none."""
        return self._count

    def go_on_after(self, number: int) -> None:
        """Give new entries numbers above this one."""
        self._count = max(self._count, number)

    def next_request(self) -> int:
        """The number for the next request id. A request gets it before its answer, and its entry gets a number after the answer."""
        self._requests += 1
        return self._requests

    @property
    def first_number(self) -> int:
        """The number of the oldest entry, or of the next one if the journal is empty."""
        return self._entries[0].number if self._entries else self._count + 1

    def after(self, number: int) -> list[JournalEntry]:
        """The entries with higher numbers, oldest first. It searches from the newest entry back, so a few new entries cost little."""
        new = []
        for entry in reversed(self._entries):
            if entry.number <= number:
                break
            new.append(entry)
        if new:
            self._journals.used(self)
        return new[::-1]

    def find(self, number: int) -> JournalEntry | None:
        """The entry with this number, or None if it does not exist or was dropped."""
        return next((entry for entry in self if entry.number == number), None)

    def add(self, entry: JournalEntry) -> None:
        """Add an entry, and drop the oldest entries while there are too many or they are too large."""
        entry.share(self._journals.repeated)
        size = entry.counted = entry.size
        self._entries.append(entry)
        self._bytes += size
        self._journals.changed(self, size)
        self._journals.used(self)
        while len(self._entries) > ENTRY_LIMIT or self._bytes > BYTE_LIMIT:
            self.drop_oldest()
        self._journals.make_room(self)

    def drop_oldest(self) -> bool:
        """Drop the oldest entry and count it; False if the journal is empty."""
        if not self._entries:
            return False
        size = self._entries.popleft().counted
        self._dropped += 1
        self._bytes -= size
        self._journals.changed(self, -size)
        return True

    def clear(self) -> None:
        """Delete every entry; numbers continue."""
        size, self._bytes, self._dropped = self._bytes, 0, 0
        self._entries.clear()
        self._journals.changed(self, -size)
