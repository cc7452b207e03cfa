"""Delete a row with everything that depends on it: all rows in all tables that refer to it."""

from functools import cache

from emulator.sandbox.world import World
from emulator.vendors.litmos import tables
from emulator.vendors.litmos.rows import Table


def forget(world: World, column: str, value: str) -> None:
    """Delete the rows of Litmos whose column of that name (`user_id`, `team_id`, `path_id` …) has this value."""
    for table in _naming(column):
        world.work.delete(table, **{column: value})


@cache
def _naming(column: str) -> tuple[type[Table], ...]:
    found = (getattr(tables, name) for name in tables.__all__)
    return tuple(table for table in found if column in table.__table__.c)
