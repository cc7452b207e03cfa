"""Every operation of every vendor, whether it is served, and the evidence for each part; to be filtered."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from emulator.console.frame import BASE, TheFrame
from emulator.control.context import TheHouse
from emulator.control.routes.operations import list_operations
from emulator.vendors import ENTRIES

TITLES = {entry.name: entry.title for entry in ENTRIES}
LEVELS = ("verified", "recorded", "documented", "client", "inferred")
PARTS = ("request", "response", "errors")

router = APIRouter(include_in_schema=False)

Text = Annotated[str, Query(max_length=200)]


@router.get(f"{BASE}/coverage")
async def coverage(house: TheHouse, frame: TheFrame, vendor: Text = "", evidence: Text = "", q: Text = "") -> Response:
    """The operations that fit: of a vendor, with a part that has this evidence, with a text in id or path."""
    if vendor and vendor not in TITLES:
        return frame.missing(f"There is no vendor {vendor}.")
    if evidence and evidence not in LEVELS:
        return frame.missing(f"There is no evidence {evidence}.")
    vendors = (await list_operations(house, vendor or None))["vendors"]
    shown = [
        {
            **each,
            "title": TITLES[each["vendor"]],
            "operations": _fitting(each["operations"], evidence, q.strip().lower()),
        }
        for each in vendors
    ]
    return frame.page(
        "emulator.console/coverage.html",
        "start",
        vendors=shown,
        titles=TITLES,
        levels=LEVELS,
        parts=PARTS,
        vendor=vendor,
        evidence=evidence,
        q=q,
    )


def _fitting(operations: list[dict[str, Any]], evidence: str, text: str) -> list[dict[str, Any]]:
    return [
        each
        for each in operations
        if (not evidence or evidence in each["evidence"].values())
        and text in f"{each['id']} {each['method']} {each['path']}".lower()
    ]
