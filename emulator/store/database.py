"""The connection: one SQLite file (or memory), written by one thread, the event loop's.

The store is synchronous on purpose: a SQLite query takes tens of microseconds, less than handing it to a thread. The slow part is the
COMMIT: all units of work of one turn of the event loop share one, and each call responds only after it is done (`durable`).
"""

import asyncio
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

from sqlalchemy import Dialect, create_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.pool import StaticPool

from emulator.store.failing import GONE, PROBE_BYTES, StorageError, fill, why_unwritable
from emulator.store.statement import KeptReads

log = logging.getLogger("lms_emulator.store")

Sync = Literal["normal", "full"]
Deed = Callable[[], object]
Result = TypeVar("Result")

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA wal_autocheckpoint = 16000",  # pages; housekeeping checkpoints much earlier, so this is for a burst
    "PRAGMA journal_size_limit = 4194304",  # bytes that stay of the WAL once it has been folded in
    "PRAGMA busy_timeout = 5000",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -8192",
)
CHECKPOINT_BYTES = 8 * 1024 * 1024  # of WAL, from which on it is folded into the file even while others write

Hear = Callable[[str, str, dict[str, Any]], None]
"""Called with the sandbox, what happened, and details; all empty once something may have been missed."""


class Peers:
    """Other processes of the same emulator: what only one may do at a time, and what all are told. SQLite has none.

    `own` tells this process from the others; `is_alone` is whether there were none when it started.
    """

    own = ""
    is_alone = True

    def claim(self, what: str) -> bool:
        """Keep others from claiming the same until `release`, or until this process ends; False if one of them has claimed it."""
        return True

    def release(self, what: str) -> None:
        """Let others claim it."""

    def tell(self, sandbox: str, topic: str, details: dict[str, Any]) -> None:
        """Tell the others what happened in a sandbox. Nothing waits for it; one that is away at the moment never hears of it."""

    def notice(self, sandbox: str, topic: str, details: dict[str, Any]) -> str:
        """The same as a message to send with NOTIFY."""
        return ""

    def listen(self, hear: Hear) -> None:
        """Have `hear` called in this event loop with whatever others tell."""

    def started(self) -> None:
        """The start is over: the next may start."""


class Described(NamedTuple):
    """A column as the database has it."""

    name: str
    is_text: bool
    is_key: bool


class Deeds:
    """Actions to run after a transaction is committed, and actions to run if it is rolled back."""

    def __init__(self) -> None:
        self.after: list[Deed] = []
        self.undo: list[Deed] = []

    def add(self, other: "Deeds") -> None:
        """Append another's actions to ours."""
        self.after += other.after
        self.undo += other.undo

    def do(self) -> None:
        """The transaction was committed."""
        self._all(self.after)

    def take_back(self) -> None:
        """The transaction was rolled back: run the undo actions, the last first, each once."""
        undo, self.undo, self.after = self.undo, [], []
        self._all(undo[::-1])

    def _all(self, deeds: list[Deed]) -> None:
        for deed in deeds:
            try:
                deed()
            except Exception:  # the others must be done all the same; the next start does what is left
                log.exception("after a transaction")


class Turn(Deeds):
    """The transaction that the units of work of one turn of the event loop share; `flushed` is None where no loop runs."""

    def __init__(self, flushed: asyncio.Future[None] | None) -> None:
        super().__init__()
        self.flushed = flushed


class Database:
    """One open database. `cursor` runs statements; `begin`, `commit` and `rollback` belong to the unit of work.

    `failure` says why something could not be written, None once a `probe` went well. A write that goes well in between shows nothing: on
    a full disk there is room for a small one now and then.
    """

    shared = False  # with other threads or processes: a unit of work then locks its sandbox, and reads its state again
    called = "the data folder"
    longest_pause = 30.0  # seconds between two probes
    peers = Peers()
    is_on_loop = True  # whether this thread is the event loop's, which everybody waits for
    kept: KeptReads | None = None

    def __init__(self, path: Path | None, sync: Sync = "normal") -> None:
        """Open the file at `path`, or a database in memory when it is None."""
        self.dialect: Dialect = sqlite.dialect(paramstyle="qmark")
        self.failure: str | None = None
        self.commits = self.lost = 0
        self.path = path
        self._sync = sync
        self.connection = self._connect()
        self._tables: list[str] = []
        self._columns: dict[str, list[Described]] = {}
        self._turn: Turn | None = None
        self._units: list[Deeds] = []
        self.cursor: Any = self.connection.cursor()
        for pragma in PRAGMAS:
            self.cursor.execute(pragma)
        self.kept = KeptReads(self.connection)
        self.connection.create_function("lower", 1, _lower, deterministic=True)
        self._file = self._file_now()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            str(self.path) if self.path else ":memory:",
            isolation_level=None,  # transactions are opened by hand
            check_same_thread=False,  # opened by whoever starts the server, used by the event loop's thread alone
            cached_statements=1024,
        )
        connection.execute(f"PRAGMA synchronous = {self._sync}")
        return connection

    def tables(self) -> list[str]:
        """The names of the tables that hold sandboxes' rows; read once, after the migrations."""
        if not self._tables:
            named = self.cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            self._tables = [name for (name,) in named if self._has_sandbox(name)]
        return self._tables

    def columns(self, table: str) -> list[Described]:
        """The columns of a table, without that of the sandbox; read once."""
        found = self._columns.get(table)
        if found is None:
            records = self.cursor.execute("SELECT name, type, pk FROM pragma_table_info(?)", [table]).fetchall()
            found = [Described(name, _is_text(kind), bool(key)) for name, kind, key in records if name != "sandbox"]
            self._columns[table] = found
        return found

    def _has_sandbox(self, table: str) -> bool:
        columns = self.cursor.execute("SELECT name FROM pragma_table_info(?)", [table]).fetchall()
        return ("sandbox",) in columns

    def has_table(self, name: str) -> bool:
        """True if there is a table with that name."""
        return bool(self.cursor.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [name]).fetchone())

    def raw(self, sql: str) -> str:
        """SQL that is written by hand, with `?` for its parameters, as the driver takes it."""
        return sql

    def contains(self, name: str) -> str:
        """A criterion in such SQL: the column contains the text of the next parameter."""
        return f'instr("{name}", ?) > 0'

    def migration_engine(self) -> Engine:
        """An engine for Alembic; for SQLite it has our connection."""
        return create_engine("sqlite://", creator=lambda: self.connection, poolclass=StaticPool)

    def begin_migration(self, connection: Any) -> None:
        """Begin a transaction for all migrations, in which no one else writes. Not earlier: connecting would end it."""
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def aside(self, sql: str, arguments: Any) -> Any:
        """Run a statement whose effect lasts at once, whatever becomes of the transaction that is open. Only where it is `shared`."""
        raise NotImplementedError

    def hold(self, what: str) -> None:
        """Wait until no other transaction holds the same, and hold it until the end of this one. Only where it is `shared`."""
        raise NotImplementedError

    def in_order(self, act: Callable[[], Result]) -> Future[Result]:
        """Do it in a thread, one after the other. Only where it is `shared`."""
        raise NotImplementedError

    def locks(self, sandbox: str) -> bool:
        """Whether the unit of work that has just begun is the first in its transaction that works in the sandbox, and so has to lock it."""
        return False

    async def run(self, place: str, act: Callable[[], Result]) -> Result:
        """Do it: at once on the event loop's thread here, and in a thread where a server has the database. Nothing else decides that.

        `place` is the sandbox in which it has a unit of work.
        """
        return act()

    @contextmanager
    def beside(self) -> Iterator[Callable[[str, list[Any]], list[Any]]]:
        """A function that reads what is committed, all of one moment, on a connection of its own: for a thread."""
        with closing(sqlite3.connect(str(self.path))) as connection:
            connection.execute("BEGIN")
            yield lambda sql, values: connection.execute(sql, values).fetchall()

    def begin(self) -> Deeds:
        """Open a unit of work that may write, within the transaction of this turn of the event loop. Raises `StorageError`."""
        try:
            if self._turn is None:
                self.cursor.execute("BEGIN IMMEDIATE")
                self._turn = self._new_turn()
            self.cursor.execute("SAVEPOINT work")
        except sqlite3.Error as error:
            raise self.failed(error) from error
        self._units.append(Deeds())
        return self._units[-1]

    def commit(self) -> Turn | None:
        """End the unit of work and keep its writes; they last once `durable` is through. Returns the turn that is to be waited for."""
        self.cursor.execute("RELEASE work")
        done, turn = self._units.pop(), self._turn
        (self._units[-1] if self._units else turn or done).add(done)
        self._end_unit()
        return turn

    def rollback(self) -> None:
        """End the unit of work and undo its writes, no others, unless SQLite has given up the whole transaction."""
        self._units.pop().take_back()
        if not self.connection.in_transaction:
            self._lose(StorageError(self.failure or "the transaction was given up"))
            return
        self.cursor.execute("ROLLBACK TO work")
        self.cursor.execute("RELEASE work")
        self._end_unit()

    def _end_unit(self) -> None:
        if self._turn is not None and self._turn.flushed is None and not self._units:
            self._flush(self._turn)

    async def durable(self, turn: Turn | None = None) -> None:
        """Wait until everything committed so far (or in that turn) survives a kill of the process. Raises `StorageError`."""
        turn = turn or self._turn
        if turn is not None and turn.flushed is not None:
            await asyncio.shield(turn.flushed)

    def move(self) -> None:
        """Go on in another event loop: what the one before had not committed yet is committed."""
        turn = self._turn
        if turn is not None:
            turn.flushed = None  # nobody is left who waits
            self._flush(turn)

    def _new_turn(self) -> Turn:
        """It ends with this turn of the loop; where no event loop runs (the start), each unit of work commits for itself."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return Turn(None)
        turn = Turn(loop.create_future())
        assert turn.flushed is not None
        turn.flushed.add_done_callback(lambda future: future.exception())  # nobody may be waiting for it
        loop.call_soon(self._flush, turn)
        return turn

    def _flush(self, turn: Turn) -> None:
        if turn is not self._turn:
            return  # SQLite gave it up before
        try:
            self._look_at_file()
            self.cursor.execute("COMMIT")
        except (sqlite3.Error, StorageError) as error:
            with suppress(sqlite3.Error):  # SQLite has rolled back already for some errors
                self.cursor.execute("ROLLBACK")
            failure = self.failed(error)
            self._lose(failure)
            if turn.flushed is None:
                raise failure from error
            return
        self._turn = None
        self.commits += 1
        turn.do()
        if turn.flushed is not None:
            turn.flushed.set_result(None)

    def _file_now(self) -> tuple[int, int] | None:
        """Which file is at `path`; None if there is none, or all is in memory."""
        with suppress(OSError):
            if self.path is not None:
                return (found := os.stat(self.path)).st_dev, found.st_ino
        return None

    def _look_at_file(self) -> None:
        """SQLite goes on writing to a file that was deleted, and nobody finds it again. Raises `StorageError`."""
        if self._file_now() != self._file:
            raise StorageError(GONE)

    def _lose(self, failure: StorageError) -> None:
        """The transaction of this turn is gone, with the units of work that had committed."""
        turn, self._turn = self._turn, None
        for unit in self._units[::-1]:
            unit.take_back()
        if turn is None:
            return
        self.lost += 1
        turn.take_back()
        if turn.flushed is not None:
            turn.flushed.set_exception(failure)

    def failed(self, error: BaseException) -> StorageError:
        """Note that nothing can be written, with one log line until writing works again; returns the error to raise."""
        reason = why_unwritable(error) or str(error)
        if self.failure is None:
            log.error("nothing can be written: %s", reason)
        self.failure = reason
        return StorageError(reason)

    def probe(self) -> bool:
        """Test whether writing works again, with as much as a course may need, in a file and in a table. Sets `failure`."""
        try:
            self._look_at_file()
            if self.path is not None:
                fill(self.path.with_name("probe"))
            with closing(self._connect()) as other:
                other.execute("PRAGMA busy_timeout = 1000")
                other.execute("CREATE TABLE IF NOT EXISTS probe (filled BLOB)")
                other.execute("INSERT INTO probe VALUES (zeroblob(?))", [PROBE_BYTES])
                other.execute("DROP TABLE probe")
        except (sqlite3.Error, OSError, StorageError) as error:
            self.failed(error)
            return False
        log.warning("it can be written again")
        self.failure = None
        return True

    def bytes_on_server(self) -> int:
        """How large it is there; 0 where all is in files."""
        return 0

    def wal_bytes(self) -> int:
        """The size of the write-ahead log in bytes."""
        path = self.path and self.path.with_name(self.path.name + "-wal")
        return path.stat().st_size if path and path.exists() else 0

    def checkpoint(self, *, whole: bool) -> None:
        """Fold the write-ahead log into the file, and leave it empty if `whole`. It waits for the disk: call it in a thread."""
        if self.path is None:
            return
        with (
            closing(self._connect()) as other,
            suppress(sqlite3.OperationalError),
        ):  # a writer is faster; the next time then
            other.execute("PRAGMA busy_timeout = 0")
            other.execute("PRAGMA wal_checkpoint(PASSIVE)")
            if whole:
                other.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the database; WAL is folded into the file."""
        try:
            if self._turn is not None:
                self._flush(self._turn)
        finally:
            self.connection.close()


def _is_text(kind: str) -> bool:
    return kind == "TEXT" or kind.startswith("VARCHAR")


def _lower(text: Any) -> Any:
    # SQLite's own lower() knows ASCII only; names and searches here are people's.
    return text.lower() if isinstance(text, str) else text
