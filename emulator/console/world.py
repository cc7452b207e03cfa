"""The world as pages: each vendor's shelves, a shelf's rows, a row with what belongs to it, and a search in all of them."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import urlencode

import orjson
from fastapi import APIRouter, Query, Request, Response

from emulator.console import shelf_rows
from emulator.console.addresses import query_of
from emulator.console.frame import BASE, Frame, TheFrame
from emulator.console.shelf_rows import NoSuchColumnError, text_of
from emulator.console.written import calls_of
from emulator.control.context import TheHouse
from emulator.control.hiding import hiding_for
from emulator.hiding.hiding import HiddenValues
from emulator.house import House
from emulator.sandbox.clock import stopwatch
from emulator.sandbox.world import World
from emulator.vendors import ENTRIES
from emulator.vendors.for_console.shelves import Link, Shelf, ShelfPart
from emulator.without_browser import attempting
from emulator.without_browser.attempting import CannotPlayError

PAGE, OF_A_PART, OF_A_SHELF = 100, 20, 10
FURTHEST = 10_000
LONGEST = 200
NOBODYS = ("sandbox", "number")
"""Columns that mean something to the emulator alone."""
HIDDEN_AT_ONCE = 10
"""Rows whose secrets are looked for at once."""
LONGEST_TURN = 0.002
"""Seconds after which others are served."""

router = APIRouter(include_in_schema=False)


class _NothingThereError(Exception):
    """A path or a query leads to no shelf, or to no column of it; the words are for the page."""


Text = Annotated[str, Query(max_length=LONGEST)]
First = Annotated[int, Query(ge=0, le=FURTHEST)]


Cell = tuple[str, str, str]
"""A column, its value as it is shown, and where it leads."""


class Shelves:
    """The shelves of one vendor in one sandbox, ready to be shown."""

    def __init__(self, frame: Frame, vendor: str, title: str, shelves: tuple[Shelf, ...], hiding: HiddenValues) -> None:
        self.vendor, self.title = vendor, title
        self.by_name = {shelf.name: shelf for shelf in shelves}
        self.world = World(frame.sandbox)
        self._base = f"{frame.here}/world/{vendor}"
        self._hiding = hiding
        self._links: dict[tuple[Any, ...], tuple[str, str] | None] = {}

    def href(self, shelf: str, values: Mapping[str, Any] | None = None, *, one: bool = False) -> str:
        """The address of a shelf, of the rows with these values, or of the one row that has them."""
        return f"{self._base}/{shelf}{'/one' if one else ''}{'?' + query_of(values) if values else ''}"

    def lines(self, shelf: Shelf, rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Cell]]:
        """The rows for a list: the columns of the shelf, the first of them leading to the row's own page."""
        rows = list(rows)
        for link in (shelf.links[name] for name in shelf.columns if name in shelf.links):
            self._link_ahead(link, rows)
        named, own = shelf.keys, self.href(shelf.name, one=True)
        columns = [(name, shelf.links.get(name)) for name in shelf.columns]
        for row, shown in zip(rows, self._all_shown(shelf, rows), strict=True):
            cells = [
                (name, text_of(shown.get(name)), "")
                if link is None
                else self._cell(row, name, text_of(shown.get(name)), link)
                for name, link in columns
            ]
            address = f"{own}?{query_of({key: row[key] for key in named})}"
            name, text, href = cells[0]
            if not href:
                cells[0] = name, text or "(none)", address
            else:
                cells.append(("", "open", address))
            yield cells

    def facts(self, shelf: Shelf, row: Mapping[str, Any]) -> list[Cell]:
        """Everything that a row has, for its own page."""
        shown = self._shown(shelf, row)
        return [
            self._cell(row, name, text_of(value), shelf.links.get(name))
            for name, value in shown.items()
            if value not in (None, "", [], {})
        ]

    def label(self, shelf: Shelf, row: Mapping[str, Any]) -> str:
        """The name of a row."""
        return self._labels(shelf, [row])[0]

    def part(self, part: ShelfPart, row: Mapping[str, Any]) -> dict[str, Any] | None:
        """The rows of a part, and where all of them are; None if there are none."""
        if part.through is not None:
            newest = self._newest(part.through, row)
            return self.part(replace(part, through=None), newest) if newest is not None else None
        values, shelf = shelf_rows.by(part.by, row), self.by_name[part.shelf]
        if values is None or (part.containing and not row[part.containing]):
            return None
        text = str(row[part.containing]) if part.containing else ""
        rows = shelf_rows.rows(self.world.work, shelf, values, 0, OF_A_PART + 1, text)
        if not rows:
            return None
        return {
            "title": part.title,
            "columns": [name for name in shelf.columns if name not in part.by],
            "lines": [
                [
                    cell
                    for cell in cells
                    if cell[0] not in part.by or cell[2].startswith(self.href(shelf.name, one=True))
                ]
                for cells in self.lines(shelf, rows[:OF_A_PART])
            ],
            "all": self.href(shelf.name, {**values, **({"q": text} if text else {})}) if len(rows) > OF_A_PART else "",
        }

    def _newest(self, link: Link, row: Mapping[str, Any]) -> Mapping[str, Any] | None:
        values = shelf_rows.by(link.by, row)
        return None if values is None else shelf_rows.newest_row(self.world.work, self.by_name[link.shelf], values)

    def _cell(self, row: Mapping[str, Any], name: str, text: str, link: Link | None) -> Cell:
        values = None if link is None else shelf_rows.by(link.by, row)
        if link is None or values is None:
            return name, text, ""
        key = link.shelf, *values.items()
        if key not in self._links:
            self._link_ahead(link, [row])
        found = self._links[key]
        return (name, text, "") if found is None else (name, found[0] or text, found[1])

    def _link_ahead(self, link: Link, rows: Iterable[Mapping[str, Any]]) -> None:
        """Look up for a link what these rows lead to: the name and the address of each; None where there is no such row."""
        shelf = self.by_name[link.shelf]
        wanted = {(shelf.name, *values.items()): values for row in rows if (values := shelf_rows.by(link.by, row))}
        new = {key: values for key, values in wanted.items() if key not in self._links}
        found = shelf_rows.labels_ahead(self.world.work, shelf, list(new.values()))
        self._links.update(dict.fromkeys(new))
        there = {key: row for key, row in zip(new, found, strict=True) if row is not None}
        for key, label in zip(there, self._labels(shelf, there.values()), strict=True):
            self._links[key] = label, self.href(shelf.name, new[key], one=True)

    def _labels(self, shelf: Shelf, rows: Iterable[Mapping[str, Any]]) -> list[str]:
        """The names of rows."""
        hidden = (*NOBODYS, *shelf.hidden)
        documents: list[dict[str, Any]] = [
            {} if shelf.label in hidden else {shelf.label: row[shelf.label]} for row in rows
        ]
        return [text_of(shown.get(shelf.label)) for shown in self._all_hidden(documents)]

    def _shown(self, shelf: Shelf, row: Mapping[str, Any]) -> dict[str, Any]:
        """The row as JSON has it, without its secrets."""
        hidden = (*NOBODYS, *shelf.hidden)
        return self._hidden([{name: value for name, value in row.items() if name not in hidden}])[0]

    def _all_shown(self, shelf: Shelf, rows: list[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """What a list shows of its rows."""
        hidden = (*NOBODYS, *shelf.hidden)
        wanted = [name for name in dict.fromkeys((*shelf.keys, *shelf.columns)) if name not in hidden]
        yield from self._all_hidden([{name: row[name] for name in wanted} for row in rows])

    def _all_hidden(self, documents: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for at in range(0, len(documents), HIDDEN_AT_ONCE):
            yield from self._hidden(documents[at : at + HIDDEN_AT_ONCE])

    def _hidden(self, documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The documents as JSON has them, without their secrets. Some at once, because most have none, which one look at them all tells."""
        text = orjson.dumps(documents, default=shelf_rows.plain, option=orjson.OPT_PASSTHROUGH_DATETIME).decode()
        shown: list[dict[str, Any]] = orjson.loads(self._hiding.body(text))
        return shown


@router.get(f"{BASE}/world")
async def world(house: TheHouse, frame: TheFrame) -> Response:
    """Every vendor's shelves, each with how many rows it has."""
    vendors = []
    for entry in ENTRIES:
        shelves = await _shelves(house, frame, entry.name)
        with shelves.world.work as work:
            counted = [
                (shelf.title, shelves.href(shelf.name), _count(shelf_rows.count(work, shelf, {})))
                for shelf in shelves.by_name.values()
            ]
        vendors.append((entry.title, counted, entry.name in frame.sandbox.vendors_in_use))
    return frame.page(
        "emulator.console/world.html",
        "world",
        vendors=vendors,
        snapshots=[row["name"] for row in house.making.snapshots.every(frame.sandbox)][-5:],
    )


@router.get(f"{BASE}/world/search")
async def search(house: TheHouse, frame: TheFrame, q: Text = "") -> Response:
    """The rows that contain a text, by shelf; the first few of each."""
    found, began = [], stopwatch()
    for entry in ENTRIES:
        shelves = await _shelves(house, frame, entry.name)
        for shelf in shelves.by_name.values():
            if not q.strip() or not shelf.search:
                continue
            with shelves.world.work as work:
                rows = shelf_rows.rows(work, shelf, {}, 0, OF_A_SHELF + 1, q.strip())
                lines = list(shelves.lines(shelf, rows[:OF_A_SHELF]))
            more = f"{shelves.href(shelf.name)}?{urlencode({'q': q.strip()})}" if len(rows) > OF_A_SHELF else ""
            if rows:
                found.append((f"{entry.title}: {shelf.title}", shelf.columns, lines, more))
            if stopwatch() - began > LONGEST_TURN:
                await asyncio.sleep(0)
                began = stopwatch()
    return frame.page("emulator.console/search.html", "world", q=q, found=found, looked_at=shelf_rows.LOOKED_AT)


@router.get(f"{BASE}/world/{{vendor}}/{{name}}")
async def shelf(
    house: TheHouse, frame: TheFrame, request: Request, vendor: str, name: str, q: Text = "", first: First = 0
) -> Response:
    """A page of a shelf, the newest rows first."""
    shelves = await _shelves(house, frame, vendor)
    query = {key: value for key, value in request.query_params.items() if key not in ("q", "first")}
    try:
        shown, given = _asked(shelves, name, query)
    except _NothingThereError as error:
        return frame.missing(str(error))
    text = q.strip() if shown.search else ""
    with shelves.world.work as work:
        rows = shelf_rows.rows(work, shown, given, first, PAGE + 1, text)
        lines = list(shelves.lines(shown, rows[:PAGE]))
        count = None if text else _count(shelf_rows.count(work, shown, given))
    following = {**query, **({"q": q} if q else {}), "first": first + PAGE}
    return frame.page(
        "emulator.console/shelf.html",
        "world",
        shelves=shelves,
        shelf=shown,
        lines=lines,
        q=q,
        query=query,
        count=count,
        next=f"?{urlencode(following)}" if len(rows) > PAGE and first + PAGE <= FURTHEST else "",
    )


@router.get(f"{BASE}/world/{{vendor}}/{{name}}/one")
async def row(house: TheHouse, frame: TheFrame, request: Request, vendor: str, name: str) -> Response:
    """A row with what belongs to it, and how far its learner is."""
    shelves = await _shelves(house, frame, vendor)
    try:
        shelf, given = _asked(shelves, name, request.query_params)
    except _NothingThereError as error:
        return frame.missing(str(error))
    with shelves.world.work as work:
        found: Mapping[str, Any] | None = shelf_rows.one(work, shelf, given) if given else None
        if found is None:
            return frame.missing("It does not exist, or not any more.")
        values: dict[str, Any] = {
            "label": shelves.label(shelf, found) or shelf.title,
            "facts": shelves.facts(shelf, found),
            "calls": calls_of(frame, shelf, found),
            "parts": [part for each in shelf.parts if (part := shelves.part(each, found)) is not None],
        }
    wanted = {"vendor": vendor, **{key: str(found[column]) for key, column in shelf.subject.items()}}
    return frame.page(
        "emulator.console/row.html",
        "world",
        shelves=shelves,
        shelf=shelf,
        attempt=_attempt(frame, wanted) if shelf.subject else None,
        attempt_query=urlencode(wanted),
        **values,
    )


def _asked(shelves: Shelves, name: str, query: Mapping[str, str]) -> tuple[Shelf, dict[str, Any]]:
    """The shelf of that name, and the values of its columns that a query gives."""
    shelf = shelves.by_name.get(name)
    if shelf is None:
        raise _NothingThereError("There is no such shelf.")
    try:
        return shelf, shelf_rows.values_of(shelf, query)
    except NoSuchColumnError as error:
        raise _NothingThereError(str(error)) from None


def _attempt(frame: Frame, wanted: Mapping[str, str]) -> dict[str, Any] | None:
    """What the learner of a row attempts; None if it leads to no attempt, or to several."""
    try:
        return attempting.show(World(frame.sandbox), wanted)
    except CannotPlayError:
        return None


async def _shelves(house: House, frame: Frame, vendor: str) -> Shelves:
    entry = next((entry for entry in ENTRIES if entry.name == vendor), None)
    shelves = (await house.vendor(vendor)).shelves if entry is not None else ()
    return Shelves(
        frame, vendor, entry.title if entry is not None else vendor, shelves, hiding_for(house, frame.sandbox)
    )


def _count(number: int) -> str:
    return f"over {shelf_rows.COUNTED:,}" if number > shelf_rows.COUNTED else f"{number:,}"
