"""Rate limits where several processes share a database: the uses are rows, counted by one statement."""

from emulator.sandbox.rates import Limit, Rates, RollingWindow
from emulator.store.database import Database

EVERY = ""
"""Stands for all keys."""

_ADMIT = """
    INSERT INTO rate_use AS r (of, rate, key, uses, until)
    SELECT %(of)s, %(rate)s, %(key)s, ARRAY[%(now)s::double precision], 0 WHERE NOT EXISTS
        (SELECT 1 FROM rate_use WHERE of = %(of)s AND rate = %(rate)s AND key = '' AND until > %(now)s)
    ON CONFLICT (of, rate, key) DO UPDATE
    SET uses = ARRAY(SELECT use FROM unnest(r.uses) AS use WHERE use > %(oldest)s) || excluded.uses
    WHERE r.until <= %(now)s AND (SELECT count(*) FROM unnest(r.uses) AS use WHERE use > %(oldest)s) < %(limit)s
    RETURNING 1
"""
_USED = """
    SELECT key, (SELECT count(*) FROM unnest(uses) AS use WHERE use > %s), until FROM rate_use
    WHERE of = %s AND rate = %s ORDER BY key
"""
_EXHAUST = """
    INSERT INTO rate_use (of, rate, key, uses, until) VALUES (%s, %s, %s, '{}', %s)
    ON CONFLICT (of, rate, key) DO UPDATE SET until = excluded.until
"""
_UNTIL = "SELECT 1 FROM rate_use WHERE of = %s AND rate = %s AND key = ANY(%s) AND until > %s"
_LIFT = "DELETE FROM rate_use WHERE of = %s AND rate = %s AND (key = %s OR %s = '')"


class SharedWindow(RollingWindow):
    """The window of one limit of one sandbox, as a row for each key."""

    def __init__(self, database: Database, sandbox: str, limit: Limit) -> None:
        super().__init__(limit.seconds)
        self._database = database
        self._of = (sandbox, limit.setting)

    def admit(self, key: str, now: float, limit: int) -> bool:
        of, rate = self._of
        values = {"of": of, "rate": rate, "key": key, "now": now, "oldest": now - self.seconds, "limit": limit}
        return self._database.aside(_ADMIT, values).fetchone() is not None

    def used(self, now: float) -> dict[str, int]:
        rows = self._database.aside(_USED, [now - self.seconds, *self._of]).fetchall()
        return {key: count for key, count, until in rows if key != EVERY and (count or until > now)}

    def exhaust(self, key: str | None, now: float) -> None:
        self._database.aside(_EXHAUST, [*self._of, key or EVERY, now + self.seconds])

    def is_exhausted(self, key: str | None, now: float) -> bool:
        return self._database.aside(_UNTIL, [*self._of, [EVERY, key or EVERY], now]).fetchone() is not None

    def lift(self, key: str | None) -> None:
        self._database.aside(_LIFT, [*self._of, key or EVERY, key or EVERY])


class SharedRates(Rates):
    """The windows of a sandbox."""

    def __init__(self, database: Database, sandbox: str) -> None:
        super().__init__()
        self._database = database
        self._sandbox = sandbox

    def window(self, limit: Limit) -> RollingWindow:
        return SharedWindow(self._database, self._sandbox, limit)

    def clear(self) -> None:
        self._database.aside("DELETE FROM rate_use WHERE of = %s", [self._sandbox])
