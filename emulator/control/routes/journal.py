"""The journal: requests and responses."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from pydantic import Field

from emulator.control.answers.journal import Journal, JournalEntry
from emulator.control.context import TheHouse, TheSandbox
from emulator.control.hiding import hiding_for
from emulator.control.looking_for import LookingFor
from emulator.control.refusals import IN_SANDBOX, refusals
from emulator.house import House
from emulator.sandbox.journal import Entry
from emulator.sandbox.sandbox import Sandbox
from emulator.vendors import ENTRIES, load_vendor

VENDORS = {entry.name for entry in ENTRIES}

router = APIRouter(tags=["journal"], responses=IN_SANDBOX)


class Listing(LookingFor):
    """Which entries, and how many of them."""

    limit: int = Field(100, ge=1, le=1000, description="At most so many, the newest.")


@router.get("/_emulator/journal", response_model=Journal, responses=refusals(400))
async def read_journal(house: TheHouse, sandbox: TheSandbox, wanted: Annotated[Listing, Query()]) -> dict[str, Any]:
    """The newest entries that fit, oldest first.

    The journal is in memory and bounded (docs/settings.md: `journal_bytes`); `dropped` is how many entries it let go for want of room.
    """
    looked_for = wanted.filter()
    entries = [entry for entry in sandbox.journal if looked_for.matches(entry)]
    documents = []
    for entry in entries[-wanted.limit :]:
        documents.append(_document(house, sandbox, entry))
        await asyncio.sleep(0)  # others are served in between: to look through a thousand takes a while
    return {"entries": documents, "dropped": sandbox.journal.dropped}


NO_ENTRY = "the journal has no entry 17 (any more)"


@router.get("/_emulator/journal/{number}", response_model=JournalEntry, responses=refusals(400, _404=NO_ENTRY))
async def read_entry(house: TheHouse, sandbox: TheSandbox, number: int) -> dict[str, Any]:
    """One entry by its number."""
    entry = sandbox.journal.find(number)
    if entry is None:
        raise HTTPException(404, f"the journal has no entry {number} (any more)")
    return _document(house, sandbox, entry)


def _document(house: House, sandbox: Sandbox, entry: Entry) -> dict[str, Any]:
    return {**entry.document(hiding_for(house, sandbox)), "served_by": _served_by(entry)}


def _served_by(entry: Entry) -> str | None:
    """Where the endpoint of an entry's operation is in the code; None for an entry without one."""
    if entry.operation is None or entry.vendor not in VENDORS:
        return None
    route = load_vendor(entry.vendor).router.served.get(entry.operation)
    return route.served_by if route is not None else None


@router.delete("/_emulator/journal", status_code=204)
async def clear_journal(sandbox: TheSandbox) -> None:
    """Forget the entries; their numbers are not used again."""
    sandbox.journal.clear()
