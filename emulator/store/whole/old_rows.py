"""Importing rows of an older version into a database with that version's tables."""

import sqlite3
from typing import Any

from emulator.store.database import Database


class OldRowError(Exception):
    """A row does not fit the tables of its version; the message says why."""


def old_tables(database: Database) -> set[str]:
    """The tables that exist now; `Database.tables` holds those that exist after all migrations."""
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
