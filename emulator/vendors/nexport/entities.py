"""Finding the row of an id."""

from collections.abc import Iterable
from typing import Any

from emulator.sandbox.world import World
from emulator.store.tables import R, Table
from emulator.vendors.nexport.errors import EntityNotFound


def find(world: World, table: type[Table[R]], identifier: str, what: str) -> R:
    """The row with this id. Raises `EntityNotFound` (409) if there is none; `what` names the kind in the hint."""
    row = world.work.get(table, id=identifier)
    if row is None:
        raise EntityNotFound(f"no such {what}: {identifier}")
    return row


def read_ahead(world: World, table: type[Table[Any]], identifiers: Iterable[str]) -> None:
    """Read many rows at once, for `find`."""
    world.work.read_ahead(table, ({"id": identifier} for identifier in identifiers))
