"""What people browse of a vendor's rows, as data: shelves with columns, links between them, and parts of a row's own page."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from emulator.light.records import dataclass
from emulator.store.tables import Table

By = Mapping[str, str]
"""Columns of another shelf, and the columns of this row that have the same values."""


@dataclass(frozen=True, slots=True)
class Link:
    """A column that leads to a row of another shelf."""

    shelf: str
    by: By


@dataclass(frozen=True, slots=True)
class ShelfPart:
    """Rows of another shelf that are shown on a row's own page; if `containing` names a column, those in which its value is found.

    With `through` they are those of the newest row that this shelf has for the row, which `by` and `containing` are then about.
    """

    title: str
    shelf: str
    by: By
    containing: str = ""
    through: Link | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The rows of a table, in the vendor's words.

    `columns` are shown in a list, and `label` is what a row is called. `order` are columns that an index has, so that the newest of many
    rows are found without a walk through all; by default the table's key. `search` are the columns that a search looks into. `subject`
    are the keys by which the control API finds what the row's learner attempts. `hidden` are columns that are never shown.
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
        """The columns that tell its rows apart."""
        return tuple(column.name for column in self.table.__table__.primary_key if column.name != "sandbox")

    def address(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The values of those columns in a row."""
        return {key: row[key] for key in self.keys}
