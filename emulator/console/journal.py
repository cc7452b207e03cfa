"""The journal as pages: a live list with a search line, and one entry with its explanation first."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from emulator.console.frame import BASE, Frame, TheFrame
from emulator.console.pretty import pretty
from emulator.console.search import KEYS, search_of
from emulator.console.written import with_links
from emulator.control.context import TheHouse
from emulator.control.entries import entry_document
from emulator.control.entry_seeds import entry_seed
from emulator.control.hiding import hiding_for
from emulator.hiding.hiding import HiddenValues
from emulator.house import House
from emulator.journal.assertion import assertion
from emulator.journal.curl import curl
from emulator.journal.entry import JournalEntry
from emulator.journal.short import listed
from emulator.light.records import dataclass
from emulator.sandbox.whole import Whole
from emulator.seeds.from_call import NoSeedError
from emulator.vendors import ENTRIES

PAGE = 100
SLICE = 500  # entries that are looked at before others are served
TITLES = {entry.name: entry.title for entry in ENTRIES}
BLANK = {
    "number": "",
    "at": "",
    "status": "",
    "method": "",
    "target": "",
    "note": "",
    "title": "",
    "operation": "",
    "injected": False,
    "milliseconds": 0.0,
}
SHOWN = (
    *("number", "at", "vendor", "operation", "request", "response", "milliseconds", "notes", "explanation"),
    *("served_by", "rows", "more_rows", "problem", "nearest_ids", "nearest_operations"),
)

router = APIRouter(include_in_schema=False)

Line = Annotated[str, Query(max_length=1000)]
Number = Annotated[Whole | None, Query(ge=0)]


@dataclass(frozen=True, slots=True)
class FoundEntries:
    """Entries that fit, newest first, and whether there are more before them."""

    rows: list[dict[str, Any]]
    more: bool
    newest: int


@router.get(f"{BASE}/journal")
async def journal(house: TheHouse, frame: TheFrame, q: Line = "") -> Response:
    """The newest entries that fit, and what the search line understood."""
    found = await _find(frame, hiding_for(house, frame.sandbox), q)
    return frame.page(
        "emulator.console/journal.html",
        "journal",
        found=found,
        q=q,
        blank=BLANK,
        titles=TITLES,
        problems=search_of(q).problems,
        keys=tuple(KEYS),
        example=f"vendor:{ENTRIES[0].name} status:4xx /users",
        total=len(frame.sandbox.journal),
        dropped=frame.sandbox.journal.dropped,
    )


@router.get(f"{BASE}/journal/rows")
async def rows(house: TheHouse, frame: TheFrame, q: Line = "", after: Number = None, before: Number = None) -> Response:
    """Only the rows: the new ones since the last look, or the next older ones."""
    found = await _find(frame, hiding_for(house, frame.sandbox), q, after, before)
    response = frame.page("emulator.console/more_rows.html", "journal", found=found)
    response.headers["X-Newest"], response.headers["X-More"] = str(found.newest), str(int(found.more))
    return response


@router.get(f"{BASE}/journal/{{number}}")
async def entry(house: TheHouse, frame: TheFrame, number: Whole, q: Line = "") -> Response:
    """One request and its response."""
    entries = list(frame.sandbox.journal)
    at = next((at for at, each in enumerate(entries) if each.number == number), None)
    if at is None:
        return frame.missing(f"The journal has no entry {number} (any more).")
    document = entry_document(house, frame.sandbox, entries[at])
    document["rows"] = with_links(house, frame, document["rows"])
    for side in (document["request"], document["response"]):
        side["pretty"] = pretty(side["body"])
    return frame.page(
        "emulator.console/entry.html",
        "journal",
        entry=document,
        title=TITLES.get(document["vendor"], document["vendor"]),
        facts={name: value for name, value in document.items() if name not in SHOWN and value not in (None, [], {})},
        curl=curl(_origin(frame), document["request"]),
        seed=await _seed(house, document),
        test=assertion(document, entries[at].path, frame.root),
        newer=entries[at + 1].number if at + 1 < len(entries) else None,
        older=entries[at - 1].number if at > 0 else None,
        q=q,
    )


async def _find(
    frame: Frame, hiding: HiddenValues, line: str, after: int | None = None, before: int | None = None
) -> FoundEntries:
    """Look from the newest entry back; at most a page, and never past `after`."""
    search = search_of(line)
    entries = list(frame.sandbox.journal)
    rows: list[dict[str, Any]] = []
    more = False
    for seen, each in enumerate(reversed(entries), 1):
        if after is not None and each.number <= after:
            break
        if (before is None or each.number < before) and search.fits(each, hiding):
            if len(rows) == PAGE:
                more = True
                break
            rows.append(_row(each, hiding))
        if seen % SLICE == 0:
            await asyncio.sleep(0)
    return FoundEntries(rows, more, entries[-1].number if entries else 0)


async def _seed(house: House, document: dict[str, Any]) -> str | None:
    """The seed document that makes the same; None if there is none."""
    try:
        return await entry_seed(house, document)
    except NoSeedError:
        return None


def _row(entry: JournalEntry, hiding: HiddenValues) -> dict[str, Any]:
    return {**listed(entry, hiding), "title": TITLES.get(entry.vendor, "")}


def _origin(frame: Frame) -> str:
    return frame.root.removesuffix(frame.prefix)
