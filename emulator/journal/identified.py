"""Which parameters of a vendor's operations are ids, of which rows, and the existing ids that are similar to an unknown one."""

from collections.abc import Mapping
from dataclasses import field
from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, select
from sqlalchemy import Table as CoreTable

from emulator.journal.why import NearIds
from emulator.light.records import dataclass
from emulator.problems.alike import nearest_names
from emulator.store.statement import Statement
from emulator.store.tables import Table
from emulator.store.unit_of_work import UnitOfWork

ALIKE = 0.7
LONGEST = 200  # characters of an id that are looked at
SHOWN = 3
LOOKED_AT = 200  # rows; a limit, so that one typing error does not search a hundred thousand of them
CALLER = "the caller"
"""Stands for a parameter's name: the id is that of the credential that calls."""
AFTER_ALL = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Identified:
    """`column` has the ids; `also` are further columns by which the vendor finds the same rows. `within` maps columns to other parameters
    of the call: the versions of a course are searched within this course."""

    noun: str
    table: type[Table[Any]]
    column: str = "id"
    also: tuple[str, ...] = ()
    within: Mapping[str, str] = field(default_factory=dict)

    def near(self, work: UnitOfWork, parameter: str, given: str, others: Mapping[str, str]) -> NearIds | None:
        """Ids similar to the given one; None if it exists, or if a parameter of `within` is missing."""
        given = given[:LONGEST]
        same = {column: others[name] for column, name in self.within.items() if name in others}
        if len(same) < len(self.within):
            return None
        core, where = self.table.__table__, tuple(same)
        columns = (self.column, *self.also)
        texts = [name for name in columns if not isinstance(core.c[name].type, Integer)]
        if any(work.get(self.table, **{name: given}, **same) for name in texts):
            return None
        found: dict[str, None] = {}
        for column in texts:
            rows = work.all(_starting(core, column, where), first=given[:1], last=given[:1] + AFTER_ALL, **same)
            found.update(dict.fromkeys(str(row[column]) for row in rows if row[column] not in (None, "")))
        for row in work.all(_some(core, columns, where), **same):
            found.update(dict.fromkeys(str(row[column]) for column in columns if row[column] not in (None, "")))
        if given in found:
            return None
        close = tuple(nearest_names(given, found, SHOWN, ALIKE))
        return NearIds(parameter, given, self.noun, close or tuple(found)[:SHOWN], bool(close))


@cache
def _starting(table: CoreTable, column: str, where: tuple[str, ...]) -> Statement[dict[str, Any]]:
    """The statement for the ids in a range of texts."""
    own: Any = table.c[column]
    core = select(own).where(own >= bindparam("first"), own < bindparam("last"))
    return Statement[dict[str, Any]](core.where(*(table.c[name] == bindparam(name) for name in where)).limit(LOOKED_AT))


@cache
def _some(table: CoreTable, columns: tuple[str, ...], where: tuple[str, ...]) -> Statement[dict[str, Any]]:
    core = select(*(table.c[name] for name in columns))
    return Statement[dict[str, Any]](core.where(*(table.c[name] == bindparam(name) for name in where)).limit(LOOKED_AT))
