"""Login sessions where several processes share a database: a login at one process is valid at all."""

from typing import Any

from emulator.gate.sessions import LASTS, MOST, Sessions, key_of
from emulator.sandbox.ids import Ids
from emulator.store.database import Database
from emulator.store.failing import why_unwritable

_OPEN = "INSERT INTO console_session (key, used) VALUES ($1, now())"
_TIDY = """
    DELETE FROM console_session
    WHERE key NOT IN (SELECT key FROM console_session WHERE used > now() - make_interval(secs => $1) ORDER BY used DESC LIMIT $2)
"""
_USE = "UPDATE console_session SET used = now() WHERE key = $1 AND used > now() - make_interval(secs => $2) RETURNING 1"
_END = "DELETE FROM console_session WHERE key = $1"


class SharedSessions(Sessions):
    """The sessions are in a table that is emptied if the database server crashes."""

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
        """The rows; None while the server cannot be reached: then nobody is logged in."""
        try:
            return self._database.aside(sql, values)
        except Exception as error:
            if why_unwritable(error) is None:
                raise
            return None
