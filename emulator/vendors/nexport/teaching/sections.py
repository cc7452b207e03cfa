"""Sections: their descriptions, objectives and members."""

from emulator.sandbox.world import World
from emulator.vendors.nexport.entities import find
from emulator.vendors.nexport.rows import Row
from emulator.vendors.nexport.tables import NexportSection


def get(world: World, section_id: str) -> Row:
    """A section. 409 if there is none."""
    return shown(find(world, NexportSection, section_id, "section"))


def description(world: World, section_id: str) -> Row:
    """The description of a section; empty if there is none."""
    return {"description": find(world, NexportSection, section_id, "section")["description"]}


def objectives(world: World, section_id: str) -> Row:
    """The objectives of a section."""
    return {"objectives": find(world, NexportSection, section_id, "section")["objectives"] or []}


def shown(row: Row) -> Row:
    """The members that sections and training plans have in common, and those of sections only."""
    return {
        **row,
        "title": row["name"],
        "utc_date_last_modified": row["modified"],
        "section_ceus": row.get("ceus"),
    }
