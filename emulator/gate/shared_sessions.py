"""The browsers that somebody logged in with, where several processes share a database: a login at one process counts at all of them."""

from typing import Any

from emulator.gate.sessions import LASTS, MOST, Sessions, key_of
from emulator.sandbox.ids import Ids
from emulator.store.database import Database
from emulator.store.failing import why_unwritable

_OPEN = "INSERT INTO console_session (key, used) VALUES (%s, now())"
_TIDY = """
    DELETE FROM console_session
    WHERE key NOT IN (SELECT key FROM console_session WHERE used > now() - make_interval(secs => %s) ORDER BY used DESC LIMIT %s)
"""
_USE = "UPDATE console_session SET used = now() WHERE key = %s AND used > now() - make_interval(secs => %s) RETURNING 1"
_END = "DELETE FROM console_session WHERE key = %s"


class SharedSessions(Sessions):
    """They are in a table that a crash of the server empties."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database

    def open(self) -> str:
        text = Ids().secret()
        self._run(_OPEN, key_of(text))
        self._run(_TIDY, LASTS, MOST)
        return text

    def has(self, text: str) -> bool:
        found = self._run(_USE, key_of(text), LASTS)
        return found is not None and found.fetchone() is not None

    def end(self, text: str) -> None:
        self._run(_END, key_of(text))

    def _run(self, sql: str, *values: Any) -> Any:
        """None while the server is away: nobody is logged in then."""
        try:
            return self._database.aside(sql, values)
        except Exception as error:
            if why_unwritable(error) is None:
                raise
            return None
