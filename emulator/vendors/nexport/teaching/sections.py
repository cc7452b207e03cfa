"""Sections: what they say of themselves."""

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.nexport.entities import find
from emulator.vendors.nexport.tables import NexportSection


def get(call: Call, section_id: str) -> Row:
    """A section. 409 if there is none."""
    return shown(find(call, NexportSection, section_id, "section"))


def description(call: Call, section_id: str) -> Row:
    """What a section is about; nothing if nobody said."""
    return {"description": find(call, NexportSection, section_id, "section")["description"]}


def objectives(call: Call, section_id: str) -> Row:
    """What a section teaches."""
    return {"objectives": find(call, NexportSection, section_id, "section")["objectives"] or []}


def shown(row: Row) -> Row:
    """The members that sections and training plans share, and those of a section alone."""
    return {
        **row,
        "title": row["name"],
        "utc_date_last_modified": row["modified"],
        "section_ceus": row.get("ceus"),
    }
