"""The database on a PostgreSQL server, with the interface of `Database`. A unit of work is a transaction in the thread that runs it."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from contextvars import copy_context
from math import inf
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

import psycopg
from sqlalchemy import create_engine
from sqlalchemy.dialects import registry
from sqlalchemy.engine import Engine
from sqlalchemy.pool import NullPool

from emulator.store import failing
from emulator.store.database import Database
from emulator.store.failing import PROBE_BYTES, StorageError, fill
from emulator.store.postgresql.dialect import LOWER_IN, Dialect
from emulator.store.postgresql.failing import about_url, in_words, why_unwritable
from emulator.store.postgresql.learning import learn
from emulator.store.postgresql.peers import ServerPeers, StartTakenError
from emulator.store.postgresql.reserving import reserved
from emulator.store.postgresql.sessions import Connections, Cursor, Session, connect
from emulator.store.postgresql.shared_tables import TABLES
from emulator.store.postgresql.statements import Statements, numbered
from emulator.store.tables import Described
from emulator.store.turns.turn import Deeds, Turn

log = logging.getLogger("lms_emulator.store")

OLDEST = 14
THREADS = 8  # threads that run units of work at the same time
TRY_SECONDS = 0.5  # seconds without another attempt after the server could not be reached
MIGRATING = 7_420_001  # the key of an advisory lock
STOPPING = "lms-emulator is being stopped"
Result = TypeVar("Result")

_TABLES = (
    "SELECT table_name FROM information_schema.columns WHERE table_schema = current_schema() "
    "AND column_name = 'sandbox' ORDER BY table_name"
)
_COLUMNS = """
    SELECT a.attname, format_type(a.atttypid, a.atttypmod) = 'text', coalesce(a.attnum = ANY (i.indkey), false)
    FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
    WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
"""


class UnusableServerError(Exception):
    """The server or its database cannot be used; the message says why."""


class PostgresDatabase(Database):
    """A database on a server. Statements use the connection of the thread that runs them."""

    shared = True
    called = "the database"
    longest_pause = 2.0
    peers: ServerPeers

    def __init__(self, url: str, folder: Path) -> None:
        """Connect to the database at `url`. Raises `UnusableServerError`. `folder` is the folder of files, which must be writable too."""
        failing.REASONS.add(why_unwritable)
        self.dialect = Dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]
        self.failure = None
        self.commits = self.lost = 0
        self.path = None
        self.url = url
        self._folder = folder
        self._tables = []
        self._columns = {}
        self._session = Session(self._join, self._lost)
        self._places: dict[str, asyncio.Lock] = {}
        self._threads = ThreadPoolExecutor(THREADS, "store", self._begin_thread)
        self._in_order = ThreadPoolExecutor(1, "in order", self._begin_in_order)
        self._connections = Connections(url)
        self.cursor = Cursor(self)
        self._unreached = -inf
        self._is_closing = False
        try:
            self.peers = ServerPeers(url, self.in_order, self._session.hurry)
        except (psycopg.Error, ValueError) as error:
            raise UnusableServerError(about_url(error, url)) from None
        try:
            self._look_at_server(self.peers.connection)
            self.peers.begin()
            for table in TABLES:
                self.peers.connection.execute(table)
        except BaseException as error:
            self.close()
            if isinstance(error, psycopg.Error):
                raise UnusableServerError(in_words(error)) from None
            if isinstance(error, StartTakenError):
                raise UnusableServerError(str(error)) from None
            raise

    def _look_at_server(self, connection: Any) -> None:
        number = connection.info.server_version // 10_000
        if number < OLDEST:
            raise UnusableServerError(f"the server is PostgreSQL {number}; {OLDEST} or newer is needed")
        names = [row[0] for row in connection.execute("SELECT collname FROM pg_collation").fetchall()]
        self.dialect.lower_in = next((name for name in LOWER_IN if name in names), "default")  # type: ignore[attr-defined]
        if connection.execute("SHOW server_encoding").fetchone() != ("UTF8",):
            raise UnusableServerError("the database is not in UTF-8: make it with ENCODING 'UTF8' TEMPLATE template0")
        if connection.execute("SELECT current_schema()").fetchone() == (None,):
            raise UnusableServerError("there is no schema in which tables could be made")

    # -- statements

    def execute(self, sql: str, arguments: Any) -> Any:
        """Run a statement on this thread's connection. Outside of a transaction it is repeated if the connection had been closed."""
        session = self._session
        if self._is_closing and sql != "ROLLBACK":
            raise StorageError(STOPPING)
        if session.turn is not None:
            return session.main.kept().execute(sql, arguments)
        return session.main.ask(lambda own: own.execute(sql, arguments), again=True)

    def execute_many(self, sql: str, arguments: list[Any]) -> Any:
        """Run a statement for each set of arguments, within a transaction."""
        return self._session.main.kept().executemany(sql, arguments)

    def aside(self, sql: str, arguments: Any, *, again: bool = True) -> Any:
        """Run a statement outside of the open transaction, if there is one: its effect lasts in any case."""
        session = self._session
        if self._is_closing:
            raise StorageError(STOPPING)
        line = session.main if session.turn is None else session.beside
        return line.ask(lambda own: own.execute(sql, arguments), again=again)

    def hold(self, what: str) -> None:
        self.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 7420004))", [what])

    def in_order(self, act: Callable[[], Result]) -> "Future[Result]":
        """Run functions in a thread of its own, in the order of the calls."""
        return self._in_order.submit(act)

    def raw(self, sql: str) -> str:
        return numbered(sql)

    def contains(self, name: str) -> str:
        return f'position(? in "{name}") > 0'

    def _join(self) -> Statements:
        if monotonic() - self._unreached < TRY_SECONDS:
            raise StorageError(self.failure or "the server was not reached a moment ago")
        try:
            return self._connections.open(self._session.patience)
        except psycopg.Error as error:
            self._unreached = monotonic()
            raise self.failed(error) from None

    def _lost(self, statements: Statements) -> None:
        self.breaks += 1
        self._connections.close(statements)

    # -- transactions

    def begin(self) -> Deeds:
        session = self._session
        try:
            if session.turn is None:
                self.execute("BEGIN", ())
                session.turn = Turn(None)
            if session.units:
                self.execute(f"SAVEPOINT work{len(session.units)}", ())
        except psycopg.Error as error:
            raise self.failed(error) from error
        session.units.append(Deeds())
        return session.units[-1]

    def locks(self, sandbox: str) -> bool:
        session = self._session
        if sandbox in session.locked:
            return False
        session.locked[sandbox] = len(session.units)
        return True

    def commit(self) -> Turn | None:
        session = self._session
        done, turn = session.units.pop(), session.turn
        assert turn is not None
        if session.units:
            session.units[-1].add(done)
            self.execute(f"RELEASE work{len(session.units)}", ())
            return turn
        turn.add(done)
        try:
            self._flush(turn)
        except BaseException as error:
            told = error if isinstance(error, psycopg.Error) else None
            self._give_up(session, in_doubt=told is not None and told.sqlstate is None)
            if told is None:
                raise
            raise self.failed(told) from told
        session.turn = None
        session.locked.clear()
        self.commits += 1
        if session.deferred is None:
            turn.do()
        else:
            session.deferred.append(turn)
        return turn

    def _flush(self, turn: Turn) -> None:
        if self._session.main.kept().has_given_up:  # it would take the COMMIT, and say nothing
            raise StorageError("the transaction was lost")
        self.execute("COMMIT", ())

    def rollback(self) -> None:
        session = self._session
        if session.turn is None or not session.units:
            return  # the server or a failed COMMIT has ended it
        session.units.pop().take_back()
        if session.units and not session.main.is_over:
            self.execute(f"ROLLBACK TO work{len(session.units)}", ())
            self.execute(f"RELEASE work{len(session.units)}", ())
            session.locked = {name: at for name, at in session.locked.items() if at <= len(session.units)}
            return
        if session.units:
            return  # the surrounding ones fail in their turn
        self._give_up(session)

    def _give_up(self, session: Session, *, in_doubt: bool = False) -> None:
        """Roll back the transaction with everything in it."""
        turn, session.turn = session.turn, None
        session.locked.clear()
        for unit in session.units[::-1]:
            unit.take_back(in_doubt=in_doubt)
        session.units.clear()
        if turn is not None:
            turn.take_back(in_doubt=in_doubt)
        try:
            self.execute("ROLLBACK", ())
        except (psycopg.Error, StorageError):
            self.lost += 1
            session.main.drop()

    async def durable(self, turn: Turn | None = None) -> None:
        """A committed unit of work is durable already."""

    @property
    def is_settled(self) -> bool:
        return False  # other processes write

    async def settled(self, look: Callable[[], Result]) -> Result:
        """What is not committed cannot be read on another connection."""
        return look()

    def move(self) -> None:
        self._places = {}

    # -- threads

    @property
    def patience(self) -> float:  # type: ignore[override]
        return self._session.patience if self.is_on_loop else -1

    @property
    def is_on_loop(self) -> bool:  # type: ignore[override]
        return self._session.deferred is None

    async def run(self, place: str, act: Callable[[], Result]) -> Result:
        """Run it in a thread, one at a time for each place, so that a slow server delays only calls of the same place."""
        # Shielded: the caller may leave, but what the thread commits must be completed here.
        done = await asyncio.shield(asyncio.ensure_future(self._in_thread(place, act)))
        if isinstance(done, BaseException):
            raise done
        return done

    async def reserve(self, place: str, act: Callable[[], object]) -> Callable[[], None]:
        reserving = reserved(self._places.setdefault(place, asyncio.Lock()), self._threaded(act))
        return await asyncio.shield(asyncio.ensure_future(reserving))

    async def _in_thread(self, place: str, act: Callable[[], Result]) -> Result | BaseException:
        async with self._places.setdefault(place, asyncio.Lock()):
            return await self._threaded(act)

    async def _threaded(self, act: Callable[[], Result]) -> Result | BaseException:
        run = asyncio.get_running_loop().run_in_executor
        done, deferred = await run(self._threads, copy_context().run, self._act, act)
        for turn in deferred:
            turn.do()
        return done

    def _begin_thread(self) -> None:
        self._session.deferred = []

    def _begin_in_order(self) -> None:
        self._begin_thread()
        self._session.hurry()  # what comes later waits too

    def _act(self, act: Callable[[], Result]) -> tuple[Result | BaseException, list[Turn]]:
        deferred = self._session.deferred = []
        try:
            return act(), deferred
        except BaseException as error:  # noqa: BLE001 - raised again in the loop, after what was committed before it
            return error, deferred

    # -- tables

    def tables(self) -> list[str]:
        if not self._tables:
            self._tables = [name for (name,) in self.execute(_TABLES, ()).fetchall()]
        return self._tables

    def columns(self, table: str) -> list[Described]:
        found = self._columns.get(table)
        if found is None:
            rows = self.execute(_COLUMNS, [f'"{table}"']).fetchall()
            found = self._columns[table] = [Described(*row) for row in rows if row[0] != "sandbox"]
        return found

    def has_table(self, name: str) -> bool:
        return bool(self.execute("SELECT to_regclass($1) IS NOT NULL", [f'"{name}"']).fetchone()[0])

    def migration_engine(self) -> Engine:
        registry.register("postgresql.emulator", Dialect.__module__, Dialect.__name__)
        engine = create_engine(
            "postgresql+emulator://",
            creator=lambda: psycopg.connect(self.url),
            poolclass=NullPool,
            use_native_hstore=False,
        )
        engine.dialect.lower_in = self.dialect.lower_in  # type: ignore[attr-defined]
        return engine

    def begin_migration(self, connection: Any) -> None:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (MIGRATING,))

    @contextmanager
    def beside(self) -> Iterator[Callable[[str, list[Any]], list[Any]]]:
        with closing(connect(self.url)) as connection:
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield lambda sql, values: connection.execute(self.raw(sql), values).fetchall()

    # -- when the server is gone

    def failed(self, error: BaseException) -> StorageError:
        if failing.is_locked(error.__cause__ or error):  # one sandbox: it says nothing of the server
            return StorageError(why_unwritable(error) or str(error))
        return super().failed(error)

    def probe(self) -> bool:
        """Test whether the server accepts as much data as a course may need, and whether the folder of files does."""
        try:
            fill(self._folder / "probe")
            with closing(connect(self.url)) as other, other.transaction(force_rollback=True):
                other.execute(
                    "CREATE TEMPORARY TABLE probe ON COMMIT DROP AS SELECT repeat('x', $1) AS filled", [PROBE_BYTES]
                )
            self.peers.look()
        except (psycopg.Error, OSError, UnusableServerError) as error:
            self.failed(error)
            return False
        log.warning("writing works again")
        self._unreached = -inf  # or a call that comes when all is said to be well would be refused
        self.failure = None
        return True

    def bytes_on_server(self) -> int:
        return int(self.execute("SELECT pg_database_size(current_database())", ()).fetchone()[0])

    def wal_bytes(self) -> int:
        return 0

    def checkpoint(self, *, whole: bool) -> None:
        """Does nothing: the server does it."""

    def learn(self) -> None:
        learn(self)

    def close(self) -> None:
        self._is_closing = True  # no call waits for a thread any more
        self._threads.shutdown(wait=True)
        self._in_order.shutdown(wait=True)
        self.peers.close()
        self._connections.close_all()
