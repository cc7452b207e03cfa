"""The journal of a sandbox where several processes share a database. Its entries are rows, and each process reads the new ones."""

from collections.abc import Iterator

from emulator.journal.entry import JournalEntry
from emulator.journal.journal import BYTE_LIMIT, ENTRY_LIMIT, Journal
from emulator.journal.journals import Journals
from emulator.journal.stored_entry import restored
from emulator.store.database import Database

_HEAD = "SELECT last, cleared FROM journal_head WHERE of = $1"
_NEW = "SELECT number, entry FROM journal_entry WHERE of = $1 AND number > $2 ORDER BY number"
_GO_ON = """
    INSERT INTO journal_head AS h (of, last, cleared, at, kept) VALUES ($1, $2, $2, now(), $3)
    ON CONFLICT (of) DO UPDATE SET last = greatest(h.last, excluded.last), cleared = greatest(h.last, excluded.last)
"""
_CLEAR = "UPDATE journal_head SET cleared = last WHERE of = $1 RETURNING cleared"
_DROP = "DELETE FROM journal_entry WHERE of = $1 AND number <= $2"
_TOO_LARGE = """
    SELECT max(number) FROM (
        SELECT number, sum(size::float8) OVER (ORDER BY number DESC) AS total FROM journal_entry WHERE of = $1
    ) AS each WHERE total > $2
"""

_TOO_LARGE_TOGETHER = """
    DELETE FROM journal_entry AS entry USING (
        SELECT of, bytes, sum(bytes) OVER (ORDER BY kept DESC, at DESC, of) - bytes AS ahead
        FROM (SELECT of, sum(size::float8) AS bytes FROM journal_entry GROUP BY of) AS each JOIN journal_head USING (of)
    ) AS journal, LATERAL (
        SELECT max(number) AS newest FROM (
            SELECT number, sum(size::float8) OVER (ORDER BY number DESC) AS total FROM journal_entry WHERE of = journal.of
        ) AS each WHERE ahead + total > $1
    ) AS old
    WHERE ahead + bytes > $1 AND entry.of = journal.of AND entry.number <= newest
"""
"""Journals are added up first, and entries only of those that lose some: sorting all entries took ten times as long."""


class SharedJournal(Journal):
    """Keeps the rows that it has read in memory, within the same limits, and reads new ones at each use.

    `unmeasured` are the bytes that this process has added since it last measured all.
    """

    def __init__(self, journals: Journals, database: Database, sandbox: str, *, kept_longest: bool = False) -> None:
        super().__init__(journals, kept_longest=kept_longest)
        self._database = database
        self.sandbox = sandbox
        self.unmeasured = 0
        self._cleared = 0
        self._breaks = database.breaks

    def __iter__(self) -> Iterator[JournalEntry]:
        self._follow()
        return super().__iter__()

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def dropped(self) -> int:
        self._follow()
        return super().first_number - self._cleared - 1

    @property
    def last_number(self) -> int:
        head = self._database.aside(_HEAD, [self.sandbox]).fetchone()
        return 0 if head is None else int(head[0])

    @property
    def first_number(self) -> int:
        self._follow()
        return super().first_number

    def go_on_after(self, number: int) -> None:
        if number:
            self._database.aside(_GO_ON, [self.sandbox, number, self.kept_longest])

    def after(self, number: int) -> list[JournalEntry]:
        self._follow()
        return super().after(number)

    def clear(self) -> None:
        cleared = self._database.aside(_CLEAR, [self.sandbox]).fetchone()
        if cleared is not None:
            self._database.aside(_DROP, [self.sandbox, cleared[0]])
        self._follow()

    @property
    def limit(self) -> int:
        """The limit in bytes of all journals together."""
        return self._journals.limit

    def make_room_in_all(self) -> None:
        """Delete rows until all journals together are within the limit, from the journals that were written to longest ago. May be called
        in any thread."""
        self._database.aside(_TOO_LARGE_TOGETHER, [self.limit])

    def make_room(self) -> None:
        """Delete the oldest rows of this journal until it is within its limit in bytes. May be called in any thread."""
        too_large = self._database.aside(_TOO_LARGE, [self.sandbox, BYTE_LIMIT]).fetchone()[0]
        if too_large:
            self._database.aside(_DROP, [self.sandbox, too_large])

    def drop_old(self, last: int) -> None:
        """Delete the rows that are too many, if `last` is the number of the newest. May be called in any thread."""
        if last > ENTRY_LIMIT:
            self._database.aside(_DROP, [self.sandbox, last - ENTRY_LIMIT])

    def _follow(self) -> None:
        last, cleared = self._database.aside(_HEAD, [self.sandbox]).fetchone() or (0, 0)
        breaks = self._database.breaks
        if cleared != self._cleared or last < self._count or breaks != self._breaks:  # after a crash numbers begin anew
            self._breaks = breaks
            super().clear()
            self._count = self._cleared = cleared
        if last > self._count:
            for number, kept in self._database.aside(_NEW, [self.sandbox, self._count]).fetchall():
                self._count = number
                self.add(restored(self.sandbox, number, kept))
            self._count = max(self._count, last)
