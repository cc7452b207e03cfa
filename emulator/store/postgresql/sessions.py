"""Connections: one for each working thread, opened at its first statement and again after the server has closed it."""

import threading
from contextlib import suppress
from typing import Any

import psycopg
from psycopg.types.string import StrDumper

from emulator.store.database import Deeds, Turn
from emulator.store.postgresql.statements import Statements, read

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

    def open(self) -> Statements:
        """The statements of a new connection. Raises `psycopg.Error`."""
        connection = connect(self._url)
        self._open.append(connection)
        connection.execute("SET jit = off")  # compiling a statement takes a second, where running it takes milliseconds
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


class Session(threading.local):
    """The state of a thread: its connection, the open transaction, and its units of work.

    `locked` are the locked sandboxes, each with the number of the unit of work that locked it. `beside` is a second connection for
    statements whose effect must last in any case. `deferred` collects what has to be done after a COMMIT in a thread other than the event
    loop's, so that the event loop does it; None means that it is done at once.
    """

    def __init__(self) -> None:
        self.statements: Statements | None = None
        self.turn: Turn | None = None
        self.units: list[Deeds] = []
        self.locked: dict[str, int] = {}
        self.deferred: list[Turn] | None = None
        self.beside: Statements | None = None


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
