"""Statistics of the tables for SQLite's planner.

Without statistics the planner assumes that `sandbox = ?` selects ten rows, and may begin a join with all rows of the sandbox. ANALYZE in an
empty database finds nothing better. So the statistics are written whenever tables are made: the sandbox selects little, and each further
column of an index selects as much as the planner assumes by default.
"""

import sqlite3
from itertools import takewhile

from emulator.store.database import Database

OWNERS = {"sandbox", "app_id", "lrs"}
"""Columns that name a row's owner; an owner has very many rows."""
KINDS = {"kind", "log", "scope"}
"""Columns with few different values. Every BOOLEAN is one too."""
ROWS = 10**12
"""Of a table: far more than any sandbox has, since it has the rows of all. So no plan goes through a whole table, be it to build a filter
for a join or because a sort is to come anyway.
"""
OWNED = 1_000_000
"""Twice what one owner has."""
BY_COLUMN = (10, 9, 8, 7, 6, 5)
"""The number of rows that are left after each selective column, as SQLite assumes by default."""


def tell_planner(database: Database) -> None:
    """Write the statistics for the indexes as they are now, in the migration's transaction."""
    if database.shared:
        return  # PostgreSQL collects its own
    connection = database.connection
    connection.execute("ANALYZE sqlite_master")  # creates the table of statistics
    connection.execute("DELETE FROM sqlite_stat1")
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    rows = [(table, index, stat) for (table,) in tables for index, stat in _of(connection, table)]
    connection.executemany("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", rows)
    connection.execute("ANALYZE sqlite_master")  # loads the statistics


def _of(connection: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    kinds = dict(connection.execute("SELECT name, type FROM pragma_table_info(?)", [table]).fetchall())
    choose_little = OWNERS | KINDS | {name for name, kind in kinds.items() if kind == "BOOLEAN"}
    found = []
    for index, unique in connection.execute('SELECT name, "unique" FROM pragma_index_list(?)', [table]).fetchall():
        columns = [name for (name,) in connection.execute("SELECT name FROM pragma_index_info(?)", [index]).fetchall()]
        weak = len(list(takewhile(choose_little.__contains__, columns)))
        left = [OWNED // 2 ** (at + 1) for at in range(weak)]
        left += [BY_COLUMN[min(at, len(BY_COLUMN) - 1)] for at in range(len(columns) - weak)]
        if unique:
            left[-1] = 1
        found.append((index, " ".join(map(str, (ROWS, *left)))))
    return found
