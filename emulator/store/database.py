"""The connection: one SQLite file (or memory), written by one thread, the event loop's.

The store is synchronous on purpose: a SQLite query takes tens of microseconds, less than handing it to a thread. The slow part is the
COMMIT, which all units of work of a turn of the event loop share. Each call responds only after it (`durable`).
"""

import asyncio
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Literal, TypeVar

from sqlalchemy import Dialect, create_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.pool import StaticPool

from emulator.store.failing import GONE, PROBE_BYTES, StorageError, fill, why_unwritable
from emulator.store.statement import KeptReads
from emulator.store.tables import Described
from emulator.store.turns.turn import Deeds, Turn

log = logging.getLogger("lms_emulator.store")

Sync = Literal["normal", "full"]
Result = TypeVar("Result")

PRAGMAS = (
    "PRAGMA page_size = 2048",  # of a new file: a COMMIT writes whole pages, a new user's some twenty
    "PRAGMA journal_mode = WAL",
    "PRAGMA wal_autocheckpoint = 32000",  # pages; housekeeping checkpoints much earlier, so this is only for bursts
    "PRAGMA journal_size_limit = 4194304",  # bytes of the WAL that stay after a checkpoint
    "PRAGMA busy_timeout = 5000",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -8192",
)
TURNS = 8  # of the event loop that a transaction is kept open at most, while each brings more to it

Hear = Callable[[str, str, dict[str, Any]], None]
"""Called with the sandbox, the event and its details; all are empty when events may have been missed."""


class Peers:
    """Other processes of the same emulator: claims that one process at a time can hold, and messages to all. With SQLite there are none.
    `own` identifies this process. `is_alone` is True if no other process was running when it started."""

    own = ""
    is_alone = True

    def claim(self, what: str) -> bool:
        """Claim something until `release` or until this process ends; False if another process has claimed it."""
        return True

    def release(self, what: str) -> None:
        """Release a claim."""

    def tell(self, sandbox: str, topic: str, details: dict[str, Any]) -> None:
        """Send an event of a sandbox to the other processes. It is not waited for; a process that is not connected never gets it."""

    def notice(self, sandbox: str, topic: str, details: dict[str, Any]) -> str:
        """The same event as the text of a NOTIFY."""
        return ""

    def listen(self, hear: Hear) -> None:
        """Call `hear` in this event loop with every event that other processes send."""

    def started(self) -> None:
        """This process has started: the next may start, and from now on nothing on the event loop waits long for a lock."""


class Database:
    """One open database. `cursor` runs statements; `begin`, `commit` and `rollback` belong to the unit of work. `failure` says why
    something could not be written; None once a `probe` succeeds. A write in between proves nothing: a full disk may take a small one."""

    shared = False  # with other threads or processes: a unit of work then locks its sandbox and reads its state again
    breaks = 0  # how often a server has ended a connection: perhaps it has crashed
    called = "the data folder"
    longest_pause = 30.0  # seconds between two probes
    peers = Peers()
    is_on_loop = True  # True if this thread is the event loop's, whose delays affect everybody
    patience = -1.0  # seconds to wait for a thread that is in the same sandbox; below 0 until it leaves
    kept: KeptReads | None = None

    def __init__(self, path: Path | None, sync: Sync = "normal") -> None:
        """Open the file at `path`, or a database in memory when it is None."""
        self.dialect: Dialect = sqlite.dialect(paramstyle="qmark")
        self.failure: str | None = None
        self.commits = self.lost = 0
        self.path = path
        self._sync = sync
        self.connection = self._connect()
        self._tables, self._columns = list[str](), dict[str, list[Described]]()
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
            isolation_level=None,  # BEGIN and COMMIT are written by hand
            check_same_thread=False,  # opened by the thread that starts the server, used by the event loop's only
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
        return ("sandbox",) in self.cursor.execute("SELECT name FROM pragma_table_info(?)", [table]).fetchall()

    def has_table(self, name: str) -> bool:
        """True if there is a table with that name."""
        return bool(self.cursor.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [name]).fetchone())

    def raw(self, sql: str) -> str:
        """Hand-written SQL, with `?` for its parameters, in the driver's form."""
        return sql

    def contains(self, name: str) -> str:
        """A criterion in hand-written SQL: the column contains the text of the next parameter."""
        return f'instr("{name}", ?) > 0'

    def migration_engine(self) -> Engine:
        """An engine for Alembic; with SQLite it uses our connection."""
        return create_engine("sqlite://", creator=lambda: self.connection, poolclass=StaticPool)

    def begin_migration(self, connection: Any) -> None:
        """Begin a transaction for all migrations that excludes other writers. Not earlier: connecting would end it."""
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def aside(self, sql: str, arguments: Any, *, again: bool = True) -> Any:
        """Run a statement whose effect lasts if the open transaction is undone; `again` if the connection was lost. Only if `shared`."""
        raise NotImplementedError

    def hold(self, what: str) -> None:
        """Wait until no other transaction holds this name, then hold it until the end of this one. Only if the database is `shared`."""
        raise NotImplementedError

    def in_order(self, act: Callable[[], Result]) -> Future[Result]:
        """Run functions in a thread, in the order of the calls. Only if the database is `shared`."""
        raise NotImplementedError

    def locks(self, sandbox: str) -> bool:
        """True if the unit of work that has just begun is the first of its transaction in the sandbox, and therefore must lock it."""
        return False

    async def run(self, place: str, act: Callable[[], Result]) -> Result:
        """Run a function: with SQLite at once on the event loop's thread, with a server in a thread. This is the only place that decides
        it. `place` is the sandbox in which it has a unit of work."""
        return act()

    async def reserve(self, place: str, act: Callable[[], object]) -> Callable[[], None]:
        """`run`, and keep others of this process out of the place until what is returned is called, a second at most. Only if `shared`."""
        raise NotImplementedError

    @contextmanager
    def beside(self) -> Iterator[Callable[[str, list[Any]], list[Any]]]:
        """Run a function that reads committed rows of one moment, on a connection of its own; for use in a thread."""
        with closing(sqlite3.connect(str(self.path))) as connection:
            connection.execute("BEGIN")
            yield lambda sql, values: connection.execute(sql, values).fetchall()

    def begin(self) -> Deeds:
        """Begin a unit of work that may write, in the transaction of this turn of the event loop. Raises `StorageError`."""
        try:
            if self._turn is None:
                self.cursor.execute("BEGIN IMMEDIATE")
                self._turn = self._new_turn()
            self._turn.units += 1
            self.cursor.execute("SAVEPOINT work")
        except sqlite3.Error as error:
            raise self.failed(error) from error
        self._units.append(Deeds())
        return self._units[-1]

    def commit(self) -> Turn | None:
        """End the unit of work and keep its writes; they are durable after `durable`. Returns the turn to wait for."""
        self.cursor.execute("RELEASE work")
        done, turn = self._units.pop(), self._turn
        (self._units[-1] if self._units else turn or done).add(done)
        self._end_unit()
        return turn

    def rollback(self) -> None:
        """End the unit of work and undo its writes only, unless SQLite has rolled back the whole transaction."""
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
        if (turn := turn or self._turn) is not None and turn.flushed is not None:
            await asyncio.shield(turn.flushed)

    @property
    def is_settled(self) -> bool:
        """True if all that is read now is committed, and nobody but this process writes."""
        return self._turn is None or self._turn.flushed is None

    async def settled(self, look: Callable[[], Result]) -> Result:
        """The result of a function that reads rows, at a moment when all of them are committed: now, or when the open transaction has been
        committed or lost. What is begun for rows that are lost then would meet others to which their ids are dealt again."""
        return look() if self._turn is None or self._turn.flushed is None else await self._turn.at_end(look)

    def move(self) -> None:
        """Continue in another event loop: commit what the earlier loop left uncommitted."""
        if (turn := self._turn) is not None:
            turn.flushed = None  # no call waits for it any more
            turn.ended.clear()
            self._flush(turn)

    def _new_turn(self) -> Turn:
        """The turn ends with this turn of the loop. Without a loop (at the start), each unit of work commits on its own."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return Turn(None)
        turn = Turn(loop.create_future())
        assert turn.flushed is not None
        turn.flushed.add_done_callback(lambda future: future.exception())  # perhaps no call waits for it
        loop.call_soon(self._end_turn, turn, 0, TURNS)
        return turn

    def _end_turn(self, turn: Turn, seen: int, left: int) -> None:
        """Commit, unless more units have come than were `seen` a turn before: who was answered together calls again together."""
        if left and turn.units > seen:
            asyncio.get_running_loop().call_soon(self._end_turn, turn, turn.units, left - 1)
        else:
            self._flush(turn)

    def _flush(self, turn: Turn) -> None:
        if turn is not self._turn:
            return  # SQLite has rolled it back before
        try:
            self._look_at_file()
            self.cursor.execute("COMMIT")
        except (sqlite3.Error, StorageError) as error:
            with suppress(sqlite3.Error):  # SQLite rolls back on its own for some errors
                self.cursor.execute("ROLLBACK")
            failure = self.failed(error)
            self._lose(failure)
            if turn.flushed is None:
                raise failure from error
            return
        self._turn = None
        self.commits += 1
        turn.end()
        turn.do()
        if turn.flushed is not None:
            turn.flushed.set_result(None)

    def _file_now(self) -> tuple[int, int] | None:
        """The identity of the file at `path`; None if there is none, or if all is in memory."""
        with suppress(OSError):
            if self.path is not None:
                return (found := os.stat(self.path)).st_dev, found.st_ino
        return None

    def _look_at_file(self) -> None:
        """Check that the file at `path` is still the open one: SQLite keeps writing to a deleted file, whose data would be lost. Raises
        `StorageError`."""
        if self._file_now() != self._file:
            raise StorageError(GONE)

    def _lose(self, failure: StorageError) -> None:
        """The transaction of this turn is lost, with the units of work that had committed."""
        turn, self._turn = self._turn, None
        for unit in self._units[::-1]:
            unit.take_back()
        if turn is None:
            return
        self.lost += 1
        turn.take_back()
        turn.end()
        if turn.flushed is not None:
            turn.flushed.set_exception(failure)

    def failed(self, error: BaseException) -> StorageError:
        """Note that nothing can be written, and log it once until writing works again; returns the error to raise."""
        reason = why_unwritable(error) or str(error)
        if self.failure is None:
            log.error("nothing can be written: %s", reason)
        self.failure = reason
        return StorageError(reason)

    def probe(self) -> bool:
        """Test whether writing works again, with as much data as a course may need, in a file and in a table. Sets `failure`."""
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
        log.warning("writing works again")
        self.failure = None
        return True

    def bytes_on_server(self) -> int:
        """The size of the database on the server in bytes; 0 if everything is in files."""
        return 0

    def wal_bytes(self) -> int:
        """The size of the write-ahead log in bytes."""
        path = self.path and self.path.with_name(self.path.name + "-wal")
        return path.stat().st_size if path and path.exists() else 0

    def checkpoint(self, *, whole: bool) -> None:
        """Checkpoint the write-ahead log into the file; with `whole`, it is empty afterwards. It waits for the disk, so it should be called
        in a thread."""
        if self.path is None:
            return
        # An error is a writer that came in between; the next checkpoint gets it.
        with closing(self._connect()) as other, suppress(sqlite3.OperationalError):
            other.execute("PRAGMA busy_timeout = 0")
            other.execute("PRAGMA wal_checkpoint(PASSIVE)")
            if whole:
                other.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def learn(self) -> None:
        """Collect statistics of tables that have grown much since the planner knew them. With SQLite they come with the tables."""

    def close(self) -> None:
        """Close the database; the WAL is checkpointed into the file."""
        try:
            if self._turn is not None:
                self._flush(self._turn)
        finally:
            self.connection.close()


def _is_text(kind: str) -> bool:
    return kind == "TEXT" or kind.startswith("VARCHAR")


def _lower(text: Any) -> Any:
    return text.lower() if isinstance(text, str) else text  # SQLite's own lower() only knows ASCII
