"""An entry of the journal as the control API and the console show it: without secrets, and with what the house knows of it."""

from typing import Any

from emulator.control.hiding import hiding_for
from emulator.house import House
from emulator.journal.entry import JournalEntry
from emulator.sandbox.sandbox import Sandbox
from emulator.vendors import ENTRIES, load_vendor
from emulator.worlds.written_rows import written_rows

VENDORS = {entry.name for entry in ENTRIES}


def entry_document(house: House, sandbox: Sandbox, entry: JournalEntry) -> dict[str, Any]:
    """The entry as a document."""
    rows, more = written_rows(house.making.nouns, entry.written) if entry.written else ([], 0)
    return {
        **entry.document(hiding_for(house, sandbox)),
        "served_by": _served_by(entry),
        "rows": rows,
        "more_rows": more,
    }


def _served_by(entry: JournalEntry) -> str | None:
    """Where the endpoint of an entry's operation is in the code; None for an entry without one."""
    if entry.operation is None or entry.vendor not in VENDORS:
        return None
    route = load_vendor(entry.vendor).router.served.get(entry.operation)
    return route.served_by if route is not None else None
