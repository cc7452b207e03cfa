"""Writing entries to shared journals in the database. Entries that arrive at the same time are written by one statement."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import field
from math import inf
from time import monotonic

from emulator.journal.entry import JournalEntry
from emulator.journal.journal import BYTE_LIMIT
from emulator.journal.shared_journal import SharedJournal
from emulator.journal.stored_entry import stored
from emulator.light.records import dataclass
from emulator.store.database import Database
from emulator.store.failing import is_locked, why_unwritable

log = logging.getLogger("lms_emulator.journal")

ROOM_EACH = 64  # entries of a journal after which its oldest are dropped if there are too many
PART = 16  # part of a limit in bytes: whenever so much was added, its journals are measured
LOCKED_SECONDS = 15.0  # to wait for a journal that another process has locked; no statement holds it that long
PAUSE = 0.05  # seconds between two announcements to other processes

_WRITE = """
    WITH head AS (
        INSERT INTO journal_head AS h (of, last, cleared, at, kept)
        SELECT of, coalesce(up_to, 0) + many, coalesce(up_to, 0), now(), kept
        FROM unnest($1::text[], $2::bigint[], $3::boolean[]) AS each (of, many, kept) LEFT JOIN journal_mark USING (of)
        ON CONFLICT (of) DO UPDATE SET last = h.last + excluded.last - excluded.cleared, at = now() RETURNING of, last
    ), marked AS (
        INSERT INTO journal_mark AS m (of, up_to)
        SELECT of, last + 1000 FROM head LEFT JOIN journal_mark USING (of) WHERE last >= coalesce(up_to, 0)
        ON CONFLICT (of) DO UPDATE SET up_to = greatest(m.up_to, excluded.up_to)
    ), added AS (
        INSERT INTO journal_entry (of, number, size, entry)
        SELECT of, head.last - new.newer, new.size, new.entry
        FROM unnest($4::text[], $5::bigint[], $6::bigint[], $7::bytea[]) AS new (of, newer, size, entry) JOIN head USING (of)
    )
    SELECT of, last, (SELECT count(pg_notify('lms_emulator', words)) FROM unnest($8::text[]) AS words) FROM head
"""
"""A head that does not exist begins at the mark: a crash has emptied the journals, or there was none yet. The mark is raised before a
number reaches it, for the next thousand at once, since writing it waits for a disk."""
_WAIT_FOR_WRITER = """
    INSERT INTO journal_head AS h (of, last, cleared, at, kept)
    SELECT of, coalesce(up_to, 0), coalesce(up_to, 0), now(), false FROM unnest($1::text[]) AS each (of) LEFT JOIN journal_mark USING (of)
    ON CONFLICT (of) DO UPDATE SET last = h.last
"""
_WRITTEN = "SELECT of, entry, number FROM journal_entry WHERE of = ANY($1::text[]) AND entry = ANY($2::bytea[])"
"""After a connection was lost nobody knows whether the server has written, or still writes. It locks the heads until it has: afterwards
the entries are there, or never will be. No two entries are the same, as each has its time."""
_HEADS = "SELECT of FROM journal_head WHERE of = ANY($1::text[])"
_FREE = _HEADS + " FOR UPDATE SKIP LOCKED"
_TELL = "SELECT count(pg_notify('lms_emulator', words)) FROM unnest($1::text[]) AS words"


@dataclass(slots=True)
class _New:
    """An entry that waits to be written; `number` is set once it is, to 0 if it cannot be, or not `until` then. `in_doubt` is True if a
    connection was lost while it was being written."""

    journal: SharedJournal
    entry: JournalEntry
    until: float = field(default_factory=lambda: monotonic() + LOCKED_SECONDS)
    in_doubt: bool = False
    number: asyncio.Future[int] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Recorder:
    """Writes entries in the order in which they come, and announces them to other processes.

    At each NOTIFY the server lets one transaction at a time commit, and wakes all processes. So there is one with the first entry after a
    `PAUSE`, and one after the pause for the entries that came in it. If this process is killed in between, the listeners of the others
    look for themselves soon (`ServerPeers`).
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.process = database.peers.own
        self._waiting: list[_New] = []
        self._locked: set[str] = set()
        self._bytes = 0
        self._writing: asyncio.Task[None] | None = None
        self._untold: dict[str, None] = {}
        self._told = -inf
        self._telling: asyncio.Task[None] | None = None

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
            left = [new for new, number in zip(batch, numbers, strict=True) if number is None]
            for new, number in zip(batch, numbers, strict=True):
                if number is not None and not new.number.done():
                    new.number.set_result(number)
            if self._untold and (self._telling is None or self._telling.done()):
                self._telling = asyncio.create_task(self._tell_later())
            self._waiting[:0] = left
            if len(left) == len(self._waiting) > 0:
                await asyncio.sleep(PAUSE)

    async def _tell_later(self) -> None:
        await asyncio.sleep(PAUSE)
        with suppress(RuntimeError):  # the store is being closed
            self._database.in_order(self._tell)

    # -- in the thread

    def _write(self, batch: list[_New]) -> list[int | None]:
        """The numbers of the entries; None for those of a journal that is locked, which keeps no other waiting."""
        numbers: dict[int, int] = {}
        self._find_free({new.journal.sandbox for new in batch})
        for _ in range(2):  # again if a connection was lost
            left = [new for new in batch if id(new) not in numbers and new.journal.sandbox not in self._locked]
            if left:
                numbers |= self._settled([new for new in left if new.in_doubt])
                numbers |= self._numbers([new for new in left if id(new) not in numbers and not new.in_doubt])
            if not any(new.in_doubt for new in left):
                break
        now = monotonic()
        waiting = {id(new) for new in batch if new.journal.sandbox in self._locked and now < new.until}
        return [numbers.get(id(new), None if id(new) in waiting else 0) for new in batch]

    def _numbers(self, batch: list[_New]) -> dict[int, int]:
        """The numbers of the entries that could be written, by identity."""
        groups: dict[str, list[_New]] = {}
        for new in batch:
            groups.setdefault(new.journal.sandbox, []).append(new)
        lasts = self._written(groups) if groups else {}
        if lasts is None:  # perhaps one of them alone cannot be written
            lasts = {}
            for name, group in groups.items() if len(groups) > 1 else ():
                lasts |= self._written({name: group}) or {}
        numbers: dict[int, int] = {}
        for name, last in lasts.items():
            self._make_room(groups[name][0].journal, last, [new.entry.size for new in groups[name]])
            numbers |= {id(new): last - newer for newer, new in enumerate(reversed(groups[name]))}
        return numbers

    def _settled(self, batch: list[_New]) -> dict[int, int]:
        """The numbers of those entries in doubt that are there; of the others it is certain afterwards that they are not."""
        if not batch:
            return {}
        by_content = {(new.journal.sandbox, stored(new.entry)): new for new in batch}
        names = sorted({name for name, _ in by_content})
        try:
            self._database.aside(_WAIT_FOR_WRITER, [names])
            found = self._database.aside(_WRITTEN, [names, [content for _, content in by_content]]).fetchall()
        except Exception as error:  # noqa: BLE001 - the calls go on without a number
            if is_locked(error):
                self._locked.update(names)
            return {}
        for new in batch:
            new.in_doubt = False
        return {id(by_content[name, bytes(content)]): number for name, content, number in found}

    def _find_free(self, names: set[str]) -> None:
        """Find out which of the journals that were locked are so no more."""
        self._locked &= names
        if self._locked:
            with suppress(Exception):  # the database is away: what is written next says so
                there, free = (self._database.aside(sql, [sorted(self._locked)]).fetchall() for sql in (_HEADS, _FREE))
                self._locked = {name for (name,) in there} - {name for (name,) in free}

    def _written(self, groups: dict[str, list[_New]]) -> dict[str, int] | None:
        """The numbers of the last entries of each journal; None if an entry is refused, or a journal locked. Empty if the database takes
        none at all."""
        breaks = self._database.breaks
        try:
            return self._write_groups(groups)
        except Exception as error:  # calls that wait for a number go on without one
            if is_locked(error):
                self._locked |= set(groups) if len(groups) == 1 else set()
                return None
            if why_unwritable(error) is not None:
                for new in (each for group in groups.values() for each in group):
                    new.in_doubt = self._database.breaks != breaks
                return {}
            log.exception("the journal of %s", ", ".join(groups))
            return None

    def _write_groups(self, groups: dict[str, list[_New]]) -> dict[str, int]:
        # Always in the same order: two processes that lock the heads of two journals never wait for each other.
        heads = sorted((name, len(group), group[0].journal.kept_longest) for name, group in groups.items())
        rows = [
            (name, newer, new.entry.size, stored(new.entry))
            for name, group in groups.items()
            for newer, new in enumerate(reversed(group))
        ]
        columns = [list(column) for column in (*zip(*heads, strict=True), *zip(*rows, strict=True))]
        self._untold |= dict.fromkeys(groups)
        notices = self._notices() if monotonic() - self._told > PAUSE else []
        found = self._database.aside(_WRITE, [*columns, notices], again=False).fetchall()
        if notices:
            self._note_told()
        return {name: last for name, last, _ in found}

    def _notices(self) -> list[str]:
        return [self._database.peers.notice(name, "call", {}) for name in self._untold]

    def _note_told(self) -> None:
        self._told = monotonic()
        self._untold.clear()

    def _tell(self) -> None:
        if self._untold:
            try:
                self._database.aside(_TELL, [self._notices()])
            except Exception as error:  # noqa: BLE001 - who listens looks again once the server is back
                log.debug("nobody is told: %s", error)
            self._note_told()

    def _make_room(self, journal: SharedJournal, last: int, sizes: list[int]) -> None:
        added = sum(sizes)
        journal.unmeasured += added
        self._bytes += added
        try:
            if last % ROOM_EACH < len(sizes):
                journal.drop_old(last)
            if journal.unmeasured > BYTE_LIMIT // PART:
                journal.unmeasured = 0
                journal.make_room()
            if self._bytes > journal.limit // PART:
                self._bytes = 0
                journal.make_room_in_all()
        except Exception as error:  # the entries are written: there is room at the next time
            if why_unwritable(error) is None:
                log.exception("the journal of %s", journal.sandbox)
