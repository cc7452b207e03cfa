"""Every operation of every vendor, whether it is served, and the evidence for each part; to be filtered."""

from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from emulator.console.frame import BASE, TheFrame
from emulator.control.context import TheHouse
from emulator.control.routes.operations import covered
from emulator.vendors import ENTRIES

TITLES = {entry.name: entry.title for entry in ENTRIES}
LEVELS = ("verified", "recorded", "documented", "client", "inferred")
PARTS = ("request", "response", "errors")

router = APIRouter(include_in_schema=False)

Line = tuple[str, str, str, list[tuple[str, str]]]
"""An operation, why it is not served, how it is called, and for each part its kind and its evidence."""
Text = Annotated[str, Query(max_length=200)]


@router.get(f"{BASE}/coverage")
async def coverage(house: TheHouse, frame: TheFrame, vendor: Text = "", evidence: Text = "", q: Text = "") -> Response:
    """The operations that fit: of a vendor, with a part that has this evidence, with a text in id or path."""
    if vendor and vendor not in TITLES:
        return frame.missing(f"There is no vendor {vendor}.")
    if evidence and evidence not in LEVELS:
        return frame.missing(f"There is no evidence {evidence}.")
    tables = []
    for name in [vendor] if vendor else TITLES:
        await house.vendor(name)
        tables.append(_table(name, evidence, q.strip().lower()))
    return frame.page(
        "emulator.console/coverage.html",
        "start",
        tables=tables,
        titles=TITLES,
        levels=LEVELS,
        parts=PARTS,
        vendor=vendor,
        evidence=evidence,
        q=q,
    )


@lru_cache(maxsize=16)
def _table(name: str, evidence: str, text: str) -> dict[str, Any]:
    """The operations of a vendor that fit, as they stand on the page. They are always the same."""
    known = covered(name)
    return {**known, "title": TITLES[name], "operations": _fitting(known["operations"], evidence, text)}


def _fitting(operations: list[dict[str, Any]], evidence: str, text: str) -> list[Line]:
    return [
        _line(each)
        for each in operations
        if (not evidence or evidence in each["evidence"].values())
        and text in f"{each['id']} {each['method']} {each['path']}".lower()
    ]


def _line(operation: dict[str, Any]) -> Line:
    levels = [operation["evidence"].get(part, "") for part in PARTS]
    cells = [("wrong" if level == "inferred" else "soft", level) for level in levels]
    return operation["id"], operation.get("why_not") or "", f"{operation['method']} {operation['path']}", cells
