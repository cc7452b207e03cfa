"""The journal: requests and responses."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query

from emulator.control.answers.journal import Journal
from emulator.control.answers.outbox import Outbox
from emulator.control.context import TheHouse, TheSandbox
from emulator.control.hiding import hiding_for
from emulator.control.refusals import IN_SANDBOX, refusals
from emulator.sandbox.journal import Entry
from emulator.sandbox.outbox import messages
from emulator.vendors import ENTRIES, load_vendor

VENDORS = {entry.name for entry in ENTRIES}

router = APIRouter(tags=["journal"], responses=IN_SANDBOX)


@router.get("/_emulator/journal", response_model=Journal, responses=refusals(400))
async def read_journal(
    house: TheHouse,
    sandbox: TheSandbox,
    vendor: str | None = None,
    operation: str | None = None,
    status: int | None = None,
    after: Annotated[int, Query(description="Only entries with a higher number.")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> dict[str, Any]:
    """The newest entries that fit, oldest first.

    The journal is in memory and bounded (docs/settings.md: `journal_bytes`); `dropped` is how many entries it let go for want of room.
    """
    entries = [
        entry
        for entry in sandbox.journal
        if entry.number > after
        and vendor in (None, entry.vendor)
        and operation in (None, entry.operation)
        and status in (None, entry.status)
    ]
    hiding, documents = hiding_for(house, sandbox), []
    for entry in entries[-limit:]:
        documents.append({**entry.document(hiding), "served_by": _served_by(entry)})
        await asyncio.sleep(0)  # others are served in between: to look through a thousand takes a while
    return {"entries": documents, "dropped": sandbox.journal.dropped}


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


@router.get("/_emulator/outbox", response_model=Outbox)
async def read_outbox(sandbox: TheSandbox) -> dict[str, Any]:
    """The messages that the vendors would have sent."""
    with sandbox.work() as work:
        rows = messages(work)
    return {"messages": [{key: value for key, value in row.items() if key != "sandbox"} for row in rows]}
