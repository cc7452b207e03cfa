"""Connections: one for each working thread, opened at its first statement and again after the server has closed it."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Generic, TypeVar

import psycopg
from psycopg.types.string import StrDumper

from emulator.store.postgresql.statements import Statements, read
from emulator.store.turns.turn import Deeds, Turn

LOCK_SECONDS = 15  # seconds to wait for a row that another process has locked; no work holds it that long
SHORT_LOCK_SECONDS = 0.2  # the same in a thread for which all calls wait, as on the event loop of a process that serves
_PATIENCE = "SET lock_timeout = '{}s'"
log = logging.getLogger("lms_emulator.store")
C = TypeVar("C")
Found = TypeVar("Found")
OPTIONS = {
    "connect_timeout": "3",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",
    "application_name": "lms-emulator",
    "client_encoding": "utf8",
}


def connect(url: str) -> "psycopg.Connection[Any]":
    """Open a connection without automatic transactions, whose statements have `$1`, `$2`, … Raises `psycopg.Error`.

    The driver looks for its other placeholders in each statement anew, which takes longer than the statement.
    """
    given = psycopg.conninfo.conninfo_to_dict(url)
    connection = psycopg.connect(url, autocommit=True, **{name: OPTIONS[name] for name in OPTIONS if name not in given})  # type: ignore[arg-type]
    connection.cursor_factory = psycopg.RawCursor
    connection.row_factory = lambda _: read
    connection.adapters.register_dumper(str, StrDumper)
    return connection


class Connections:
    """The connections that this process has open for its statements."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._open: list[psycopg.Connection[Any]] = []

    def open(self, patience: float) -> Statements:
        """The statements of a new connection, which wait so many seconds for a lock. Raises `psycopg.Error`."""
        connection = connect(self._url)
        self._open.append(connection)
        connection.execute("SET jit = off")  # compiling a statement takes a second, where running it takes milliseconds
        connection.execute(_PATIENCE.format(patience))
        return Statements(connection)

    def close(self, statements: Statements) -> None:
        """Close a connection, which may be closed already."""
        with suppress(psycopg.Error):
            statements.connection.close()
        if statements.connection in self._open:
            self._open.remove(statements.connection)

    def close_all(self) -> None:
        """Close every connection."""
        for connection in self._open:
            with suppress(psycopg.Error):
                connection.close()


class Line(Generic[C]):
    """A connection to the server that is opened again after it was lost: `connection`, None while there is none."""

    def __init__(self, join: Callable[[], C], is_over: Callable[[C], bool], lost: Callable[[C], object]) -> None:
        """`join` opens one, `is_over` is whether it was lost, `lost` is told so."""
        self._join, self._is_over, self._lost = join, is_over, lost
        self.connection: C | None = None
        self._is_closed = False

    @property
    def is_over(self) -> bool:
        """True if there is no connection that could go on."""
        return self.connection is None or self._is_over(self.connection)

    def opened(self) -> C:
        """The connection, opened if there is none. Raises `psycopg.OperationalError` after `close`."""
        if self._is_closed:
            raise psycopg.OperationalError("the connection was closed")
        if self.connection is None:
            self.connection = self._join()
        return self.connection

    def renewed(self) -> C:
        """The connection, opened again if it is known to be lost."""
        if self.connection is not None and self._is_over(self.connection):
            self.drop()
        return self.opened()

    def kept(self) -> C:
        """The connection that there was, perhaps lost: a transaction does not go on on another one. Raises `psycopg.OperationalError`."""
        if self.connection is None:
            raise psycopg.OperationalError("the connection was lost")
        return self.connection

    def ask(self, question: Callable[[C], Found], *, again: bool) -> Found:
        """Ask something. A server that has ended the connection says so only at the next question: it is asked `again` on a new one then.

        Not `again`: what must not be done twice, since the server may have done it. For a statement in a transaction there is `kept`.
        """
        try:
            return question(self.opened())
        except psycopg.OperationalError as error:
            if not self.is_over:
                raise
            self.drop()
            if not again:
                raise
            log.debug("connecting again: %s", error)
        return question(self.opened())

    def drop(self) -> None:
        """Give the connection up."""
        connection, self.connection = self.connection, None
        if connection is not None:
            self._lost(connection)

    def close(self) -> None:
        """Give the connection up for good."""
        self._is_closed = True
        self.drop()


def _is_over(statements: Statements) -> bool:
    return statements.is_over


class Session(threading.local):
    """The state of a thread: its `main` connection, the open transaction, and its units of work.

    `locked` are the locked sandboxes, each with the number of the unit of work that locked it. `beside` is a second connection for
    statements whose effect must last in any case. `deferred` collects what has to be done after a COMMIT in a thread other than the event
    loop's, so that the event loop does it; None means that it is done at once. `patience` is how long a statement waits for a lock, in
    seconds.
    """

    def __init__(self, join: Callable[[], Statements], lost: Callable[[Statements], None]) -> None:
        self.main = Line(join, _is_over, lost)
        self.beside = Line(join, _is_over, lost)
        self.turn: Turn | None = None
        self.units: list[Deeds] = []
        self.locked: dict[str, int] = {}
        self.deferred: list[Turn] | None = None
        self.patience: float = LOCK_SECONDS

    def hurry(self) -> None:
        """From now on this is a thread for which many wait: the event loop's of a process that serves."""
        self.patience = SHORT_LOCK_SECONDS
        for line in (self.main, self.beside):
            if line.connection is not None and not line.is_over:
                line.connection.execute(_PATIENCE.format(self.patience), ())


class Cursor:
    """The cursor of the thread that runs a statement, with the driver's methods."""

    def __init__(self, database: Any) -> None:
        self._database = database

    def execute(self, sql: str, arguments: Any = ()) -> Any:
        """Run a statement."""
        return self._database.execute(sql, arguments)

    def executemany(self, sql: str, arguments: Any) -> Any:
        """Run a statement for each set of arguments."""
        listed = list(arguments)
        return self._database.execute_many(sql, listed) if listed else None
