"""Whose attempts are: the table of attempts is shared, and a vendor's row leads to each."""

from collections.abc import Callable, Iterable, Sequence

from emulator.store.database import Database
from emulator.store.differing import RowDifference

TABLE, COLUMN = "attempt", "attempt_id"
AT_ONCE = 500


def attempt_of(found: RowDifference) -> str | None:
    """The id of the attempt that a row is, or belongs to; None for other rows."""
    row = found.after or found.before or {}
    attempt: str | None = row.get("id") if found.table == TABLE else row.get(COLUMN)
    return attempt


def owners(
    database: Database, vendor_of: Callable[[str], str | None], sandboxes: Sequence[str], attempts: Iterable[str]
) -> dict[str, str]:
    """The vendors of attempts, by their ids: of those to which a vendor's row leads in one of the sandboxes."""
    wanted, found = sorted(set(attempts)), dict[str, str]()
    tables = {name: vendor for name in database.tables() if (vendor := vendor_of(name)) is not None}
    with database.beside() as read:
        for table, vendor in tables.items():
            if all(column.name != COLUMN for column in database.columns(table)):
                continue
            for first in range(0, len(wanted), AT_ONCE):
                some = wanted[first : first + AT_ONCE]
                sql = (
                    f'SELECT "{COLUMN}" FROM "{table}" WHERE sandbox IN ({_marks(sandboxes)}) '  # noqa: S608
                    f'AND "{COLUMN}" IN ({_marks(some)})'
                )
                found |= dict.fromkeys((each for (each,) in read(sql, [*sandboxes, *some])), vendor)
    return found


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" for _ in values)
