"""Statistics for the server's planner, of tables that have grown much since it last looked at them."""

from typing import Any

from psycopg import Error, errors

from emulator.store.database import Database

LONGEST_WAIT = "100ms"  # for a lock on a table
_GROWN = """
    SELECT relname FROM pg_class WHERE relkind = 'r' AND pg_relation_size(oid) > 8192 * 8 * greatest(2, relpages::bigint)
    AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
"""


def learn(database: Database) -> None:
    """Analyse the tables that have grown. Raises `StorageError` if the server is gone."""
    for (name,) in _grown(database):
        database.cursor.execute(f'ANALYZE (SKIP_LOCKED) "{name}"', ())


def _grown(database: Database) -> list[Any]:
    """The names of these tables. None while somebody has locked a table, as VACUUM FULL does: its size cannot be read then."""
    database.begin()
    try:
        database.cursor.execute(f"SET LOCAL lock_timeout = '{LONGEST_WAIT}'")
        found: list[Any] = database.cursor.execute(_GROWN).fetchall()
        return found
    except errors.LockNotAvailable:
        return []
    except Error as error:
        raise database.failed(error) from error
    finally:
        database.rollback()
