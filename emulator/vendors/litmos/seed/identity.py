"""Values of a row that a seed may set and that the sandbox otherwise generates: its Id, its OriginalId, and its creation date."""

import re
from typing import Any

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors.litmos.rows import Table
from emulator.vendors.litmos.tables import LitmosActivity

ID = re.compile(r"[A-Za-z0-9_-]{1,50}")
LARGEST_ORIGINAL_ID = 2**31 - 1  # an int of the vendor's


def take(world: World, table: type[Table], row_id: str, entry: dict[str, Any], where: str) -> str:
    """Give a row that was just made the `Id` and `OriginalId` of its entry, where it has them; returns the Id it has now.

    Call it before anything refers to the row.
    """
    changes: dict[str, Any] = {}
    original = entry.get("OriginalId")
    if original is not None:
        if not isinstance(original, int) or isinstance(original, bool) or not 1 <= original <= LARGEST_ORIGINAL_ID:
            raise InputProblem(f"{where}.OriginalId", f"must be a whole number from 1 to {LARGEST_ORIGINAL_ID}")
        if world.work.get(table, original_id=original) is not None:
            raise InputProblem(f"{where}.OriginalId", "belongs to another one")
        changes["original_id"] = original
    given = entry.get("Id") or None
    if given is not None and given != row_id:
        if not isinstance(given, str) or not ID.fullmatch(given):
            raise InputProblem(f"{where}.Id", "must be text of 1 to 50 letters, digits, - and _")
        if world.work.get(table, id=given) is not None:
            raise InputProblem(f"{where}.Id", "belongs to another one")
        changes["id"] = given
        world.work.update(LitmosActivity, {"object_id": row_id}, {"object_id": given})
    world.work.update(table, {"id": row_id}, changes)
    return str(given or row_id)
