"""What expires at a moment of the sandbox's clock without anything being done then: tokens, links, enrollments."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, bindparam, select

from emulator.store.rows import Row, Statement
from emulator.store.tables import Moment
from emulator.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Expiry:
    """A kind of thing that expires: what it is called, and the statement that finds those to come."""

    what: str
    statement: Statement

    def to_come(self, work: UnitOfWork, after: datetime, most: int) -> list[Row]:
        """The next of them: `at`, and `about` whom or what they are."""
        return work.all(self.statement, after=after, most=most)


def expiry(what: str, at: Any, about: Any, *where: ColumnElement[bool]) -> Expiry:
    """Declare what expires at the moment in the column `at`; `about` is never the secret itself. `where` leaves out what has no effect."""
    return Expiry(
        what,
        Statement(
            select(at.label("at"), about.label("about"))
            .where(at > bindparam("after", type_=Moment), *where)
            .order_by(at)
            .limit(bindparam("most", type_=Integer))
        ),
    )
