"""Snapshots of sandboxes. Their rows are stored like those of sandboxes, under names that no call can use."""

from datetime import datetime

from sqlalchemy import ColumnElement, String, bindparam, literal_column, select

from emulator.sandbox.ids import Ids
from emulator.store.rows import Row, Statement, Table
from emulator.store.tables import Column, column
from emulator.store.unit_of_work import UnitOfWork

MARK = "@"


class KeptWorld(Table):
    """A snapshot. `sandbox` is the name of its rows, `of` the sandbox that it was made of; it has that sandbox's time and journal
    position."""

    __tablename__ = "kept_world"

    of: Column[str] = column(String(64), index=True)
    name: Column[str] = column(String(64))
    made: Column[datetime]
    at: Column[datetime]
    journal: Column[int]


_OF = Statement(
    select(KeptWorld.__table__).where(KeptWorld.of == bindparam("of")).order_by(KeptWorld.made, KeptWorld.name),
    every_sandbox=True,
)


def new_name() -> str:
    """A new unique name for the rows of a snapshot."""
    return MARK + Ids().secret(12)


def is_kept(name: str) -> bool:
    """True if the name is that of a snapshot's rows."""
    return name.startswith(MARK)


def not_kept(name: ColumnElement[str]) -> ColumnElement[bool]:
    """A criterion that excludes the rows of snapshots, for statements on every sandbox."""
    return name.not_like(literal_column(f"'{MARK}%'"))


def snapshots(work: UnitOfWork) -> list[Row]:
    """The snapshots of the unit of work's sandbox, oldest first."""
    return work.all(_OF, of=work.sandbox)


def snapshot(work: UnitOfWork, name: str) -> Row | None:
    """The snapshot of the unit of work's sandbox with this name, or None."""
    return next((row for row in snapshots(work) if row["name"] == name), None)
