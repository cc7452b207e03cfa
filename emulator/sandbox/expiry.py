"""Things that expire by the sandbox's clock without any further action: tokens, links, enrollments."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, bindparam, select

from emulator.light.records import dataclass
from emulator.store.rows import Row, Statement
from emulator.store.tables import Moment
from emulator.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Expiry:
    """A kind of thing that expires: its name, and the statement that finds the ones that will expire."""

    what: str
    statement: Statement

    def to_come(self, work: UnitOfWork, after: datetime, most: int) -> list[Row]:
        """The next ones: `at` is the moment, `about` says whose or which it is."""
        return work.all(self.statement, after=after, most=most)


def expiry(what: str, at: Any, about: Any, *where: ColumnElement[bool]) -> Expiry:
    """Declare that rows expire at the moment in the column `at`. `about` must not be a secret. `where` selects the rows on which the expiry
    has an effect."""
    return Expiry(
        what,
        Statement(
            select(at.label("at"), about.label("about"))
            .where(at > bindparam("after", type_=Moment), *where)
            .order_by(at)
            .limit(bindparam("most", type_=Integer))
        ),
    )
