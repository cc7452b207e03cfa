"""Bulk import codes: how an import names teams and courses. Recorded: OriginalId-NameWithoutSpaces and OriginalId-Code."""

import re

from emulator.sandbox.world import World
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.tables import LitmosCourse, LitmosTeam

_FORM = re.compile(r"(\d{1,18})-(.*)", re.ASCII | re.DOTALL)


def course(world: World, code: str) -> Row | None:
    """The course of this code, or None."""
    found = _FORM.fullmatch(code.strip())
    row = world.work.get(LitmosCourse, original_id=int(found[1])) if found else None
    return row if row is not None and found and found[2].lower() == (row["code"] or "").lower() else None


def team(world: World, code: str) -> Row | None:
    """The team of this code, or None."""
    found = _FORM.fullmatch(code.strip())
    row = world.work.get(LitmosTeam, original_id=int(found[1])) if found else None
    return row if row is not None and found and found[2].lower() == "".join(row["name"].split()).lower() else None


def of_team(row: Row) -> str:
    """The code of a team."""
    return f"{row['original_id']}-{''.join(row['name'].split())}"
