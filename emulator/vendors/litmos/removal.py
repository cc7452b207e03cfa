"""Delete a row with everything that depends on it: all rows in all tables that refer to it."""

from functools import cache

from sqlalchemy import delete

from emulator.sandbox.world import World
from emulator.store.listed import among, listed
from emulator.vendors.litmos import tables
from emulator.vendors.litmos.rows import Statement


def forget(world: World, column: str, *values: str) -> None:
    """Delete the rows of Litmos whose column of that name (`user_id`, `team_id`, `path_id` …) has one of these values."""
    for statement in _naming(column):
        world.work.run(statement, values=listed(values))


@cache
def _naming(column: str) -> tuple[Statement, ...]:
    found = (getattr(tables, name).__table__ for name in tables.__all__)
    return tuple(
        Statement(delete(table).where(among(table.c[column], "values"))) for table in found if column in table.c
    )
