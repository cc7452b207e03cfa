"""How many rows each sandbox has."""

from collections.abc import Iterator

from emulator.store.database import Database


def rows_by_sandbox(database: Database) -> Iterator[list[tuple[str, int]]]:
    """The numbers of rows by the names of sandboxes, table by table, so that others can be served in between."""
    for table in database.tables():
        counted = f'SELECT sandbox, COUNT(*) FROM "{table}" GROUP BY sandbox'  # noqa: S608
        yield database.cursor.execute(counted).fetchall()
