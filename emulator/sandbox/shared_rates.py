"""Rate limits where several processes share a database: the uses are rows, counted by one statement."""

from emulator.sandbox.rates import Limit, Rates, RollingWindow
from emulator.store.database import Database

EVERY = ""
"""Stands for all keys."""

EXACT = 200
"""With a limit up to this, each use has a time of its own. With a higher one, uses that come within a two-hundredth of the window share
one, once there are `FEW`: so two versions of a row fit into a page, and PostgreSQL overwrites the old one in place."""
FEW = 40

_ADMIT = """
    INSERT INTO rate_uses AS r (of, rate, key, times, totals, until)
    SELECT $1, $2, $3, ARRAY['-infinity', $4]::double precision[], ARRAY[0, 1]::bigint[], '-infinity'::float8 WHERE $6 > 0 AND NOT EXISTS
        (SELECT 1 FROM rate_uses WHERE of = $1 AND rate = $2 AND key = '' AND until > $4)
    ON CONFLICT (of, rate, key) DO UPDATE SET (times, totals) = (
        SELECT CASE WHEN shares THEN r.times[past:] ELSE r.times[past:] || $4 END,
            CASE WHEN shares THEN r.totals[past:size - 1] ELSE r.totals[past:] END || r.totals[size] + 1
        FROM (SELECT width_bucket($5, r.times) AS past, cardinality(r.times) AS size) AS have, LATERAL
            (SELECT $6 > $7 AND size - past > $8 AND $4 - r.times[size] < ($4 - $5) / $7 AS shares) AS how
    )
    WHERE r.until <= $4 AND r.totals[cardinality(r.totals)] - r.totals[width_bucket($5, r.times)] < $6
    RETURNING 1
"""
_USED = """
    SELECT key, totals[cardinality(totals)] - totals[width_bucket($1, times)], until FROM rate_uses
    WHERE of = $2 AND rate = $3 ORDER BY key
"""
_EXHAUST = """
    INSERT INTO rate_uses (of, rate, key, times, totals, until) VALUES ($1, $2, $3, '{-infinity}', '{0}', $4)
    ON CONFLICT (of, rate, key) DO UPDATE SET until = excluded.until
"""
_UNTIL = "SELECT 1 FROM rate_uses WHERE of = $1 AND rate = $2 AND key = ANY($3) AND until > $4"
_LIFT = "DELETE FROM rate_uses WHERE of = $1 AND rate = $2 AND (key = $3 OR $3 = '')"


class SharedWindow(RollingWindow):
    """The window of one limit of one sandbox, as a row for each key."""

    def __init__(self, database: Database, sandbox: str, limit: Limit) -> None:
        super().__init__(limit.seconds)
        self._database = database
        self._of = (sandbox, limit.setting)

    def admit(self, key: str, now: float, limit: int) -> bool:
        values = [*self._of, key, now, now - self.seconds, limit, EXACT, FEW]
        return self._database.aside(_ADMIT, values).fetchone() is not None

    def used(self, now: float) -> dict[str, int]:
        rows = self._database.aside(_USED, [now - self.seconds, *self._of]).fetchall()
        return {key: count for key, count, until in rows if key != EVERY and (count or until > now)}

    def exhaust(self, key: str | None, now: float) -> None:
        self._database.aside(_EXHAUST, [*self._of, key or EVERY, now + self.seconds])

    def is_exhausted(self, key: str | None, now: float) -> bool:
        return self._database.aside(_UNTIL, [*self._of, [EVERY, key or EVERY], now]).fetchone() is not None

    def lift(self, key: str | None) -> None:
        self._database.aside(_LIFT, [*self._of, key or EVERY])


class SharedRates(Rates):
    """The windows of a sandbox."""

    def __init__(self, database: Database, sandbox: str) -> None:
        super().__init__()
        self._database = database
        self._sandbox = sandbox

    def window(self, limit: Limit) -> RollingWindow:
        return SharedWindow(self._database, self._sandbox, limit)

    def clear(self) -> None:
        self._database.aside("DELETE FROM rate_uses WHERE of = $1", [self._sandbox])
