"""The subjects of attempts at a vendor: registrations, modules, assignments, found by the ids of the vendor's API."""

from collections.abc import Iterable, Mapping
from typing import Any, Generic

from sqlalchemy import bindparam, select

from emulator.courseware.attempts.attempts import Learner
from emulator.courseware.rollup.outcome import Outcome
from emulator.light.records import dataclass
from emulator.store.statement import Statement
from emulator.store.tables import R
from emulator.store.unit_of_work import UnitOfWork

COMMON = ("attempt", "learner")
"""Keys by which every vendor finds subjects, besides those in its `Entry`: the attempt's id, and the learner's at the vendor."""


class CannotLaunchError(Exception):
    """The player cannot open the subject; the message says why."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that a learner has to do. `kind` and `keys` use the vendor's words; `attempt_id` is None until its first launch.

    `result` is the vendor's own result besides the attempt's, or None. `scos` are the ids of the SCOs that the vendor knows, for a course
    without a package.
    """

    vendor: str
    kind: str
    keys: Mapping[str, str]
    learner: Learner
    title: str
    attempt_id: str | None
    result: Outcome | None = None
    scos: tuple[str, ...] = ()


class SubjectSearch(Generic[R]):
    """Find rows by any combination of keys: a select from `source`, compiled once for each set of keys.

    `always` are criteria that always apply; `unless` is a criterion that applies unless one of the listed keys is searched for.
    `walk` is the source if nothing is searched for, with its tables in the order of the list, so that the first rows are found first.
    """

    def __init__(
        self,
        source: Any,
        columns: Iterable[Any],
        keys: Mapping[str, Any],
        order: Iterable[Any],
        *,
        always: Iterable[Any] = (),
        unless: tuple[Any, tuple[str, ...]] | None = None,
        walk: Any = None,
    ) -> None:
        self._source = source
        self._columns = tuple(columns)
        self._keys = keys
        self._order = tuple(order)
        self._always = tuple(always)
        self._unless = unless
        self._walk = walk
        self._statements: dict[frozenset[str], Statement[R]] = {}

    def rows(self, work: UnitOfWork, wanted: Mapping[str, str], limit: int) -> list[R]:
        """The first matching rows; empty for an unknown key of this vendor."""
        if not wanted.keys() <= self._keys.keys():
            return []
        names = frozenset(wanted)
        statement = self._statements.get(names)
        if statement is None:
            statement = self._statements[names] = self._statement(names)
        return work.all(statement, **{f"wanted_{name}": wanted[name] for name in names}, most=limit)

    def _statement(self, names: frozenset[str]) -> Statement[R]:
        # PostgreSQL demands that the columns of the order are among the distinct ones.
        source = self._source if names or self._walk is None else self._walk
        sorted_by = [order.label(f"order_{at}") for at, order in enumerate(self._order)]
        core = select(*self._columns, *sorted_by).distinct().select_from(source).where(*self._always)
        core = core.order_by(*sorted_by).limit(bindparam("most"))
        for name in sorted(names):
            core = core.where(self._keys[name] == bindparam(f"wanted_{name}"))
        if self._unless is not None and not names & set(self._unless[1]):
            core = core.where(self._unless[0])
        return Statement[R](core)
