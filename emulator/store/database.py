"""The connection: one SQLite file (or memory), one writer, the event loop's own thread.

The store is synchronous on purpose: a SQLite query takes tens of microseconds, less than handing it to a thread.
"""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.dialects import sqlite

PRAGMAS = (
    "PRAGMA page_size = 8192",  # of a new file; rows here are wide
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",  # a commit survives the process being killed; a power cut may cost the last ones
    "PRAGMA wal_autocheckpoint = 4000",  # pages; each checkpoint waits for the disk
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
        """Open a transaction that may write."""
        self.cursor.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make the open transaction last."""
        self.cursor.execute("COMMIT")

    def rollback(self) -> None:
        """Undo the open transaction."""
        self.cursor.execute("ROLLBACK")

    def close(self) -> None:
        """Close the database; WAL is folded into the file."""
        self.connection.close()


def _lower(text: Any) -> Any:
    # SQLite's own lower() knows ASCII only; names and searches here are people's.
    return text.lower() if isinstance(text, str) else text
