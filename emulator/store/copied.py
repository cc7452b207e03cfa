"""A copy of one sandbox's rows in memory.

Long work writes to the copy in a thread; its changes are then written to the database in one go. Only the event loop's thread writes to the
database, so a long write there would block all requests.
"""

import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any

from emulator.light.records import dataclass
from emulator.store.database import Database
from emulator.store.turns.turn import Deeds
from emulator.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TableChanges:
    """The new and changed rows of a table, and the keys of the deleted rows."""

    table: str
    columns: list[str]
    rows: list[Any]
    keys: list[str]
    gone: list[Any]


@dataclass(frozen=True, slots=True)
class CopyChanges:
    """The changes made to a copy, and the actions to run after they are committed or rolled back."""

    tables: list[TableChanges]
    deeds: Deeds

    def make(self, work: UnitOfWork) -> None:
        """Write the changes to the database, within a unit of work on the copy's sandbox."""
        for changes in self.tables:
            work.put_rows(changes.table, changes.columns, changes.rows)
            work.remove_rows(changes.table, changes.keys, changes.gone)
        work.take_over(self.deeds)

    def abandon(self) -> None:
        """Discard the copy, and delete files that were made for it."""
        self.deeds.take_back()


class CopiedSandbox(Database):
    """An in-memory database with the committed rows of one sandbox, or empty. Actions after COMMIT or rollback are collected for
    `changes`."""

    def __init__(self, original: Path, tables: tuple[str, ...], sandbox: str | None) -> None:
        """Make an empty copy with the tables of the database file `original`. `fill` must be called first."""
        super().__init__(None)
        self._original = original
        self._tables = list(tables)
        self._sandbox = sandbox

    def fill(self) -> None:
        """Copy the committed rows; takes a few milliseconds."""
        self.connection.deserialize(_empty(self._original, tuple(self._tables)))
        self.cursor.execute("ATTACH ':memory:' AS before")
        if self._sandbox is not None:
            self._copy_rows(self._sandbox)

    def _copy_rows(self, sandbox: str) -> None:
        self.cursor.execute("ATTACH ? AS original", [str(self._original)])
        self.cursor.execute("BEGIN")  # all rows are of the same moment
        for name in self._tables:
            chosen = f'original."{name}" WHERE sandbox = ?'
            if self.cursor.execute(f"SELECT 1 FROM {chosen}", [sandbox]).fetchone():  # noqa: S608
                self.cursor.execute(f'CREATE TABLE before."{name}" AS SELECT * FROM {chosen}', [sandbox])  # noqa: S608
                self.cursor.execute(f'INSERT INTO main."{name}" SELECT * FROM before."{name}"')  # noqa: S608
        self.cursor.execute("COMMIT")
        self.cursor.execute("DETACH original")

    def _end_unit(self) -> None:
        """Keep the transaction open (the base class ends it) and collect the actions of committed units."""

    def changes(self, except_table: str) -> CopyChanges:
        """The changes in every table except one."""
        compared = [self._compare(name) for name in self._tables if name != except_table]
        return CopyChanges([each for each in compared if each.rows or each.gone], self._turn or Deeds())

    def _compare(self, name: str) -> TableChanges:
        described = self.cursor.execute("SELECT name, pk FROM pragma_table_info(?)", [name]).fetchall()
        columns, keys = [column for column, _ in described], [column for column, is_key in described if is_key]
        if not self.cursor.execute("SELECT 1 FROM before.sqlite_master WHERE name = ?", [name]).fetchone():
            rows = self.cursor.execute(f'SELECT * FROM main."{name}"').fetchall()  # noqa: S608
            return TableChanges(name, columns, rows, keys, [])
        rows = self._except("*", f'main."{name}"', f'before."{name}"')
        listed = ", ".join(f'"{key}"' for key in keys)
        return TableChanges(name, columns, rows, keys, self._except(listed, f'before."{name}"', f'main."{name}"'))

    def _except(self, columns: str, these: str, those: str) -> list[Any]:
        found: list[Any] = self.cursor.execute(
            f"SELECT {columns} FROM {these} EXCEPT SELECT {columns} FROM {those}"  # noqa: S608
        ).fetchall()
        return found

    def close(self) -> None:
        """Close the copy; the result of `changes` stays valid."""
        self.connection.close()


@lru_cache(maxsize=1)
def _empty(original: Path, tables: tuple[str, ...]) -> bytes:
    """A database with empty tables as bytes, cached: creating the tables takes far longer than loading it."""
    with closing(sqlite3.connect(original)) as source, closing(sqlite3.connect(":memory:")) as empty:
        empty.execute("PRAGMA page_size = 1024")
        described = source.execute(
            "SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type = 'index'"
        )
        for table, sql in described.fetchall():
            if table in tables:
                empty.execute(sql)
        empty.commit()
        return empty.serialize()
