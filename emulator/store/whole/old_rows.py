"""Rows as an older version had them, in a database whose tables are those of that version still."""

import sqlite3
from typing import Any

from emulator.store.database import Database


class OldRowError(Exception):
    """A row that the tables of that version cannot have; the words say why."""


def old_tables(database: Database) -> set[str]:
    """The tables of this moment; `Database.tables` keeps those that exist once all migrations have run."""
    found = database.cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name for (name,) in found}


def add_old_row(database: Database, sandbox: str, table: str, row: dict[str, Any]) -> None:
    """Add a row by the names of its columns. Raises `OldRowError`."""
    found = database.cursor.execute("SELECT name FROM pragma_table_info(?)", [table]).fetchall()
    unknown = sorted(row.keys() - {name for (name,) in found})
    if unknown:
        raise OldRowError(f"{unknown[0]}: there was no such column in that version")
    columns, places = ", ".join(f'"{name}"' for name in ("sandbox", *row)), ", ".join("?" for _ in (sandbox, *row))
    try:
        database.cursor.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({places})', [sandbox, *row.values()])  # noqa: S608
    except (sqlite3.Error, OverflowError) as error:
        raise OldRowError(str(error)) from None
