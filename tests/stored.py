"""What an emulator has stored, read past it: from the SQLite file of its data folder, or from its database on a server."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests import postgresql


def stored(data: Path, statement: str, *values: Any) -> list[Any]:
    """The committed rows that a SELECT finds; `?` stands for a value."""
    with reading(data) as read:
        return read(statement, *values)


@contextmanager
def reading(data: Path) -> Iterator[Callable[..., list[Any]]]:
    """The same for many statements: a connection to SQLite reads the whole schema first."""
    if postgresql.ON_SERVER:
        server = postgresql.reading(postgresql.url_of(data))
        yield lambda statement, *values: server.execute(statement.replace("?", "%s"), values or None).fetchall()
        return
    with closing(sqlite3.connect(data / "emulator.db", timeout=60)) as database:
        yield lambda statement, *values: database.execute(statement, values).fetchall()


def tables(data: Path) -> dict[str, list[str]]:
    """The columns of each table."""
    if postgresql.ON_SERVER:
        rows = stored(
            data, "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
        )
    else:
        rows = stored(
            data,
            "SELECT m.name, c.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table'",
        )
    found: dict[str, list[str]] = {}
    for table, column in rows:
        found.setdefault(table, []).append(column)
    return found
