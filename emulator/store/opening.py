"""Opening the database of the settings."""

import sqlite3
from pathlib import Path

from emulator.store.database import Database, Sync


class UnusableDatabaseError(Exception):
    """The database cannot be opened; the message says which, and why."""


def open_database(file: Path, sync: Sync, url: str | None) -> Database:
    """The SQLite file, or the database on a server if there is a URL. Raises `UnusableDatabaseError`, without the URL's password."""
    if url is None:
        try:
            return Database(file, sync)
        except sqlite3.Error as error:
            raise UnusableDatabaseError(f"{file} cannot be used: {error}") from error
    try:
        from emulator.store.postgresql.database import PostgresDatabase, UnusableServerError
    except ImportError as error:
        raise UnusableDatabaseError(
            f"database_url needs the driver of PostgreSQL: install lms-emulator[postgresql] ({error})"
        ) from None
    try:
        return PostgresDatabase(url, file.parent)
    except UnusableServerError as error:
        raise UnusableDatabaseError(f"the database of EMULATOR_DATABASE_URL cannot be used: {error}") from None
