"""The connection: one SQLite file (or memory), one writer, the event loop's own thread.

The store is synchronous on purpose: a SQLite query takes tens of microseconds, less than handing it to a thread. What waits is the
COMMIT: all units of work of one turn of the event loop share one, and each answers only when it is done (`durable`).
"""

import asyncio
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.dialects import sqlite

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",  # a commit survives the process being killed; a power cut may cost the last ones
    "PRAGMA wal_autocheckpoint = 16000",  # pages; each checkpoint waits for the disk, some 20 ms whatever its size
    "PRAGMA busy_timeout = 5000",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -8192",
)


class Database:
    """One open database. `cursor` runs statements; `begin`, `commit` and `rollback` belong to the unit of work."""

    def __init__(self, path: Path | None) -> None:
        """Open the file at `path`, or a database in memory when it is None."""
        self.dialect: Dialect = sqlite.dialect(paramstyle="qmark")
        self.connection = sqlite3.connect(
            str(path) if path else ":memory:",
            isolation_level=None,  # transactions are opened by hand
            check_same_thread=False,  # opened by whoever starts the server, used by the event loop's thread alone
            cached_statements=1024,
        )
        self._tables: list[str] = []
        self._open = False
        self._flushed: asyncio.Future[None] | None = None
        self.cursor: Any = self.connection.cursor()
        for pragma in PRAGMAS:
            self.cursor.execute(pragma)
        self.connection.create_function("lower", 1, _lower, deterministic=True)

    def tables(self) -> list[str]:
        """The names of the tables that hold sandboxes' rows; read once, after the migrations."""
        if not self._tables:
            named = self.cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            self._tables = [name for (name,) in named if self._has_sandbox(name)]
        return self._tables

    def _has_sandbox(self, table: str) -> bool:
        columns = self.cursor.execute("SELECT name FROM pragma_table_info(?)", [table]).fetchall()
        return ("sandbox",) in columns

    def begin(self) -> None:
        """Open a unit of work that may write, within the transaction of this turn of the event loop."""
        if not self._open:
            self.cursor.execute("BEGIN IMMEDIATE")
            self._open = True
            self._schedule()
        self.cursor.execute("SAVEPOINT work")

    def commit(self) -> None:
        """End the unit of work and keep its writes; they last once `durable` is through."""
        self.cursor.execute("RELEASE work")
        if self._flushed is None:
            self._flush()

    def rollback(self) -> None:
        """End the unit of work and undo its writes, no others."""
        self.cursor.execute("ROLLBACK TO work")
        self.cursor.execute("RELEASE work")
        if self._flushed is None:
            self._flush()

    async def durable(self) -> None:
        """Wait until everything that was committed so far survives the process being killed."""
        if self._flushed is not None and self._open:
            await asyncio.shield(self._flushed)

    def _schedule(self) -> None:
        """At the end of this turn; where no event loop runs (the start), each unit of work commits for itself."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._flushed = None
            return
        self._flushed = loop.create_future()
        self._flushed.add_done_callback(lambda future: future.exception())  # nobody may be waiting for it
        loop.call_soon(self._flush)

    def _flush(self) -> None:
        if not self._open:
            return
        self._open = False
        flushed = self._flushed
        try:
            self.cursor.execute("COMMIT")
        except sqlite3.Error as error:
            with suppress(sqlite3.Error):  # SQLite has rolled back already for some errors
                self.cursor.execute("ROLLBACK")
            if flushed is None:
                raise
            flushed.set_exception(error)
        else:
            if flushed is not None:
                flushed.set_result(None)

    def close(self) -> None:
        """Close the database; WAL is folded into the file."""
        self._flush()
        self.connection.close()


def _lower(text: Any) -> Any:
    # SQLite's own lower() knows ASCII only; names and searches here are people's.
    return text.lower() if isinstance(text, str) else text
