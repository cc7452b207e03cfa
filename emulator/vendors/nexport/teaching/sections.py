"""Sections: what they say of themselves."""

from emulator.sandbox.world import World
from emulator.store.statement import Row
from emulator.vendors.nexport.entities import find
from emulator.vendors.nexport.tables import NexportSection


def get(world: World, section_id: str) -> Row:
    """A section. 409 if there is none."""
    return shown(find(world, NexportSection, section_id, "section"))


def description(world: World, section_id: str) -> Row:
    """What a section is about; nothing if nobody said."""
    return {"description": find(world, NexportSection, section_id, "section")["description"]}


def objectives(world: World, section_id: str) -> Row:
    """What a section teaches."""
    return {"objectives": find(world, NexportSection, section_id, "section")["objectives"] or []}


def shown(row: Row) -> Row:
    """The members that sections and training plans share, and those of a section alone."""
    return {
        **row,
        "title": row["name"],
        "utc_date_last_modified": row["modified"],
        "section_ceus": row.get("ceus"),
    }
