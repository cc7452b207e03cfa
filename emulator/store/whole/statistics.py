"""What SQLite's planner is told about the tables: a row of a sandbox is found by what it is, not by being of that sandbox.

Without statistics the planner takes `sandbox = ?` for a choice of ten rows, and drives a join from all rows of the sandbox. What it would
find out by ANALYZE in an empty folder is no better, so it is told, whenever tables were made: what chooses little, and that each further
column of an index chooses as few as it takes for granted.
"""

import sqlite3
from itertools import takewhile

from emulator.store.database import Database

OWNERS = {"sandbox", "app_id", "lrs"}
"""Columns that say whose a row is: one owner has very many."""
KINDS = {"kind", "log", "scope"}
"""Columns with few values. So has every BOOLEAN."""
ROWS = 1_000_000
BY_COLUMN = (10, 9, 8, 7, 6, 5)
"""How many rows are left after each column that chooses: what SQLite assumes."""


def tell_planner(database: Database) -> None:
    """Write down what the planner is to assume for the indexes as they are now, within the transaction of the migration."""
    if database.shared:
        return  # PostgreSQL looks for itself
    connection = database.connection
    connection.execute("ANALYZE sqlite_master")  # makes the table that the rows are for
    connection.execute("DELETE FROM sqlite_stat1")
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    rows = [(table, index, stat) for (table,) in tables for index, stat in _of(connection, table)]
    connection.executemany("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", rows)
    connection.execute("ANALYZE sqlite_master")  # reads them


def _of(connection: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    kinds = dict(connection.execute("SELECT name, type FROM pragma_table_info(?)", [table]).fetchall())
    choose_little = OWNERS | KINDS | {name for name, kind in kinds.items() if kind == "BOOLEAN"}
    found = []
    for index, unique in connection.execute('SELECT name, "unique" FROM pragma_index_list(?)', [table]).fetchall():
        columns = [name for (name,) in connection.execute("SELECT name FROM pragma_index_info(?)", [index]).fetchall()]
        weak = len(list(takewhile(choose_little.__contains__, columns)))
        left = [ROWS // 2 ** (at + 1) for at in range(weak)]
        left += [BY_COLUMN[min(at, len(BY_COLUMN) - 1)] for at in range(len(columns) - weak)]
        if unique:
            left[-1] = 1
        found.append((index, " ".join(map(str, (ROWS, *left)))))
    return found
