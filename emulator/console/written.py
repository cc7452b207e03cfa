"""The way from an entry of the journal to the rows that its call wrote, and from a row to the calls that wrote it."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from emulator.console.frame import Frame
from emulator.hiding.in_form import HIDDEN
from emulator.house import House
from emulator.journal.entry import JournalEntry
from emulator.store.written import key_columns
from emulator.vendors import load_vendor
from emulator.vendors.for_console.shelves import Shelf

SHOWN = 10
"""Calls on a row's page, the newest."""


def with_links(house: House, frame: Frame, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of an entry, each with the address of its page as `href`; empty for what is on no shelf, or is gone."""
    return [{**row, "href": _href(house, frame, row)} for row in rows]


def calls_of(frame: Frame, shelf: Shelf, row: Mapping[str, Any]) -> list[JournalEntry]:
    """The newest calls that wrote a row, newest first."""
    table = shelf.table.__table__
    key = tuple(row[column] for column in key_columns(table))
    found = [
        entry
        for entry in frame.sandbox.journal
        if any(name == table.name and key in keys for _, name, keys, _ in entry.written)
    ]
    return found[: -SHOWN - 1 : -1]


def _href(house: House, frame: Frame, row: Mapping[str, Any]) -> str:
    if row["vendor"] is None or row["change"] == "deleted" or HIDDEN in row["id"].values():
        return ""
    for shelf in load_vendor(row["vendor"]).shelves:
        if house.making.nouns.of(shelf.table.__tablename__) == (row["vendor"], row["noun"]) and set(shelf.keys) == set(
            row["id"]
        ):
            return f"{frame.here}/world/{row['vendor']}/{shelf.name}/one?{urlencode(row['id'])}"
    return ""
