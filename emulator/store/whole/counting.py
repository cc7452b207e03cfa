"""How many rows each sandbox has."""

from collections.abc import Iterator

from emulator.store.database import Database


def rows_by_sandbox(database: Database) -> Iterator[list[tuple[str, int]]]:
    """The number of rows of each sandbox, table by table, so that other calls are served in between."""
    for table in database.tables():
        counted = f'SELECT sandbox, COUNT(*) FROM "{table}" GROUP BY sandbox'  # noqa: S608
        yield database.cursor.execute(counted).fetchall()
