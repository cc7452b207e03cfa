"""Who learns what, at every vendor, and how far they are; and what has changed in the world since a snapshot."""

import asyncio
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Response

from emulator.console.addresses import query_of
from emulator.console.frame import BASE, Frame, TheFrame
from emulator.control.context import TheHouse
from emulator.control.routes.worlds.snapshots import Wanted, list_changes
from emulator.sandbox.world import World
from emulator.vendors import ENTRIES, load_vendor
from emulator.vendors.for_console.shelves import Shelf
from emulator.without_browser import attempting

MOST, OF_A_VENDOR, LONGEST = 500, 100, 200

Line = tuple[str, str, str, str, str, str, float | None, str]
"""Where an attempt leads, the learner's name and id, the course, the vendor, the status, the score, and the last access."""
Name = Annotated[str, Query(max_length=LONGEST)]

router = APIRouter(include_in_schema=False)


@router.get(f"{BASE}/world/learners")
async def learners(frame: TheFrame, q: Annotated[str, Query(max_length=LONGEST)] = "") -> Response:
    """A hundred attempts of each vendor, each leading to the page of its row."""
    text = q.strip().lower()
    found: list[Line] = []
    for entry in ENTRIES:
        subjects = _subjects(entry.name)
        found += [
            _line(each, _href(frame, each, subjects), entry.title)
            for each in attempting.look(World(frame.sandbox), {"vendor": entry.name}, OF_A_VENDOR)
            if text in f"{each['learner']['name']} {each['learner']['id']} {each['course']['title']}".lower()
        ]
        await asyncio.sleep(0)  # others are served in between
    return frame.page("emulator.console/learners.html", "world", attempts=found, q=q)


@router.get(f"{BASE}/world/changes")
async def changes(house: TheHouse, frame: TheFrame, snapshot: Name, to: Name = "") -> Response:
    """What was created, changed and deleted since a snapshot, until another one or until now."""
    try:
        found = await list_changes(house, frame.sandbox, snapshot, Wanted(to=to or None, limit=MOST))
    except HTTPException as error:
        return frame.missing(str(error.detail))
    return frame.page(
        "emulator.console/changes.html",
        "world",
        snapshot=snapshot,
        to=to,
        snapshots=[row["name"] for row in house.making.snapshots.every(frame.sandbox)],
        **{name: found[name] for name in ("changes", "more")},
    )


def _line(attempt: dict[str, Any], href: str, title: str) -> Line:
    learner, last = attempt["learner"], attempt["last_access"]
    at = last.strftime("%Y-%m-%d %H:%M:%S") if last is not None else ""
    course = attempt["course"]["title"]
    return href, learner["name"], learner["id"], course, title, attempt["status"], attempt["score"], at


@cache
def _subjects(vendor: str) -> list[tuple[Shelf, frozenset[str]]]:
    """The shelves of a vendor whose rows belong to a learner's attempt, and the keys by which they are found."""
    return [(shelf, frozenset(shelf.subject)) for shelf in load_vendor(vendor).shelves if shelf.subject]


def _href(frame: Frame, attempt: dict[str, Any], subjects: list[tuple[Shelf, frozenset[str]]]) -> str:
    """The address of the row that the attempt belongs to; empty if the vendor shows none."""
    of = attempt["of"]
    for shelf, keys in subjects:
        if keys <= of.keys():
            values = {column: of[key] for key, column in shelf.subject.items()}
            return f"{frame.here}/world/{attempt['vendor']}/{shelf.name}/one?{query_of(values)}"
    return ""
