"""How the console shows a vendor's rows: shelves with columns, links between them, and parts of a row's own page."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from emulator.light.records import dataclass
from emulator.store.tables import Table
from emulator.store.written import key_columns

By = Mapping[str, str]
"""Pairs of columns with equal values: of another shelf, and of this row."""


@dataclass(frozen=True, slots=True)
class Link:
    """A column that links to a row of another shelf."""

    shelf: str
    by: By


@dataclass(frozen=True, slots=True)
class ShelfPart:
    """Rows of another shelf on a row's own page; with `containing`, those whose list in a column has the row's value.

    With `through` they are the rows of this shelf's newest row for the page's row, to which `by` and `containing` then refer.
    """

    title: str
    shelf: str
    by: By
    containing: str = ""
    through: Link | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The rows of a table, with the vendor's words. `columns` are shown in the list, and `label` is a row's title.

    `order` are columns with an index, so that the newest of many rows are found quickly; by default the table's key. `search` are the
    columns that are searched. `subject` are the keys by which the control API finds the subject of the row's learner. `hidden` are columns
    that are never shown.
    """

    name: str
    title: str
    table: type[Table[Any]]
    label: str
    columns: tuple[str, ...]
    search: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    links: Mapping[str, Link] = field(default_factory=dict)
    parts: tuple[ShelfPart, ...] = ()
    subject: By = field(default_factory=dict)
    hidden: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that identify a row."""
        return key_columns(self.table.__table__)

    def address(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The values of a row in those columns."""
        return {key: row[key] for key in self.keys}
