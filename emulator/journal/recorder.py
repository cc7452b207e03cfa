"""Writing entries to shared journals in the database. Entries that arrive at the same time are written by one statement for each
journal."""

import asyncio
import logging
from dataclasses import dataclass, field

from emulator.journal.entry import JournalEntry
from emulator.journal.shared_journal import SharedJournal
from emulator.journal.stored_entry import stored
from emulator.store.database import Database
from emulator.store.failing import why_unwritable

log = logging.getLogger("lms_emulator.journal")

ROOM_EACH = 64  # the limit of all journals is checked whenever a sixteenth of it was added
PARTS = 16  # part of the limit of all journals: after so many bytes they are checked

_WRITE = """
    WITH head AS (
        INSERT INTO journal_head AS h (of, last, cleared, at, kept) VALUES ($1, $2, 0, now(), $3)
        ON CONFLICT (of) DO UPDATE SET last = h.last + excluded.last, at = now() RETURNING last
    ), added AS (
        INSERT INTO journal_entry (of, number, size, entry)
        SELECT $1, head.last - $2 + new.place, new.size, new.entry
        FROM head, unnest($4::bigint[], $5::bytea[]) WITH ORDINALITY AS new (size, entry, place)
    )
    SELECT last, pg_notify('lms_emulator', $6) FROM head
"""


@dataclass(slots=True)
class _New:
    """An entry that waits to be written; `number` is set once it is, to 0 if it cannot be."""

    journal: SharedJournal
    entry: JournalEntry
    number: asyncio.Future[int] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Recorder:
    """Writes entries in the order in which they come."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.process = database.peers.own
        self._waiting: list[_New] = []
        self._bytes = 0
        self._writing: asyncio.Task[None] | None = None

    async def write(self, journal: SharedJournal, entry: JournalEntry) -> int:
        """Write an entry; returns its number, 0 if the database does not take it."""
        new = _New(journal, entry)
        self._waiting.append(new)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())
        return await asyncio.shield(new.number)

    async def _write_all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            numbers = await asyncio.wrap_future(self._database.in_order(lambda batch=batch: self._write(batch)))  # type: ignore[misc]
            for new, number in zip(batch, numbers, strict=True):
                if not new.number.done():
                    new.number.set_result(number)

    def _write(self, batch: list[_New]) -> list[int]:
        numbers: dict[int, int] = {}
        for journal in {new.journal: None for new in batch}:
            ours = [new for new in batch if new.journal is journal]
            try:
                last = self._write_to(journal, [new.entry for new in ours])
            except Exception as error:  # calls that wait for a number go on without one
                if why_unwritable(error) is None:
                    log.exception("the journal of %s", journal.sandbox)
                continue
            numbers |= {id(new): last - len(ours) + place for place, new in enumerate(ours, 1)}
        return [numbers.get(id(new), 0) for new in batch]

    def _write_to(self, journal: SharedJournal, entries: list[JournalEntry]) -> int:
        sizes = [entry.size for entry in entries]
        notice = self._database.peers.notice(journal.sandbox, "call", {})
        values = [
            journal.sandbox,
            len(entries),
            journal.kept_longest,
            sizes,
            [stored(entry) for entry in entries],
            notice,
        ]
        last = int(self._database.aside(_WRITE, values).fetchone()[0])
        if last % ROOM_EACH < len(entries):
            journal.make_room(last)
        self._bytes += sum(sizes)
        if self._bytes > journal.limit // PARTS:
            self._bytes = 0
            journal.make_room_in_all()
        return last
