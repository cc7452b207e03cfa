"""Processes that share a database: advisory locks hold their claims, and NOTIFY carries their messages.

An advisory lock ends with its connection, so the claims of a process are free as soon as it is gone, without leases or clocks.
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from time import monotonic, sleep
from typing import Any

import orjson
import psycopg

from emulator.store.database import Hear, Peers
from emulator.store.failing import StorageError
from emulator.store.postgresql.failing import in_words
from emulator.store.postgresql.sessions import Line, connect

log = logging.getLogger("lms_emulator.store")

CHANNEL = "lms_emulator"
LONGEST = 7_900  # bytes of a message; PostgreSQL takes fewer than 8,000
STARTING = 7_420_002  # the key of an advisory lock
RUNNING = 7_420_005  # key of the lock that every process shares while it runs
START_SECONDS = 60.0
RETRY_SECONDS, LOOK_SECONDS = 0.5, 0.5
MISSED_SECONDS = 2.0  # then listeners look without a message: a process that was killed may not have sent its last one
_CLAIM = "SELECT pg_try_advisory_lock(hashtextextended($1, 7420003))"
_RUN = "SELECT pg_advisory_lock_shared($1)"
_RELEASE = "SELECT pg_advisory_unlock(hashtextextended($1, 7420003))"


def _is_over(connection: "psycopg.Connection[Any]") -> bool:
    return connection.closed or connection.broken


class StartTakenError(Exception):
    """Another process has been starting on the same database for too long."""


class ServerPeers(Peers):
    """The processes on one database. `connection` holds the locks; if it was closed, a new one is opened and takes the claims again."""

    def __init__(self, url: str, run: Callable[[Callable[[], object]], object], hurry: Callable[[], None]) -> None:
        """Be the only process that starts, until `started`. `run` runs functions in a thread, in the order of the calls; `hurry` is called
        when this one has started."""
        self._url = url
        self._run, self._hurry = run, hurry
        self._claimed: dict[str, None] = {}
        self._line = Line(self._connect, _is_over, psycopg.Connection.close)
        self.own = str(self.connection.info.backend_pid)
        self._listener: threading.Thread | None = None
        self._telling = Line(partial(connect, url), _is_over, psycopg.Connection.close)
        self._ended = threading.Event()

    def begin(self) -> None:
        """Wait until no other process is starting. Raises `StartTakenError` if that takes too long."""
        began = monotonic()
        while self._one("SELECT pg_try_advisory_lock($1)", STARTING) != (True,):
            if monotonic() - began > START_SECONDS:
                raise StartTakenError("another lms-emulator is still starting on it")
            sleep(0.05)
        self.is_alone = self._one("SELECT pg_try_advisory_lock($1)", RUNNING) == (True,)
        self._one(_RUN, RUNNING)

    def started(self) -> None:
        with suppress(psycopg.Error):
            self._hurry()
            if self.is_alone:
                self._one("SELECT pg_advisory_unlock($1)", RUNNING)  # the shared lock stays
            self._one("SELECT pg_advisory_unlock($1)", STARTING)

    def claim(self, what: str) -> bool:
        try:
            self._line.renewed()
            if what in self._claimed or self._one(_CLAIM, what) != (True,):
                return False
        except psycopg.OperationalError as error:
            raise StorageError(in_words(error)) from error
        self._claimed[what] = None
        return True

    def release(self, what: str) -> None:
        if what in self._claimed:
            del self._claimed[what]
            with suppress(psycopg.Error):  # the lock is free if the connection was closed
                self._one(_RELEASE, what)

    def tell(self, sandbox: str, topic: str, details: dict[str, Any]) -> None:
        words = self.notice(sandbox, topic, details)
        if len(words.encode()) <= LONGEST:
            self._run(lambda: self._tell(words))

    def notice(self, sandbox: str, topic: str, details: dict[str, Any]) -> str:
        """The same event as a message for `CHANNEL`."""
        return orjson.dumps([self.own, sandbox, topic, details]).decode()

    def listen(self, hear: Hear) -> None:
        self._ended.set()
        self._ended = threading.Event()
        loop = asyncio.get_running_loop()
        self._listener = threading.Thread(
            target=self._listen, args=(loop, hear, self._ended), name="listener", daemon=True
        )
        self._listener.start()

    def look(self) -> None:
        """Test the connection and open a new one if it was closed. Raises `psycopg.Error`."""
        self._line.renewed().execute("SELECT 1")

    def close(self) -> None:
        """Release all claims and stop listening."""
        self._ended.set()
        for line in (self._line, self._telling):
            with suppress(psycopg.Error):
                line.close()

    @property
    def connection(self) -> "psycopg.Connection[Any]":
        """The connection that holds the locks."""
        return self._line.opened()

    def _one(self, sql: str, value: object) -> Any:
        return self._line.ask(lambda own: own.execute(sql, [value]).fetchone(), again=True)

    def _connect(self) -> "psycopg.Connection[Any]":
        """A new connection; if it is not the first, it takes the claims again that no process has taken meanwhile."""
        connection = connect(self._url)
        try:
            if self.own:
                connection.execute(_RUN, [RUNNING])
                for what in self._claimed:
                    connection.execute(_CLAIM, [what])
        except BaseException:
            connection.close()
            raise
        return connection

    def _tell(self, words: str) -> None:
        try:
            self._telling.ask(lambda own: own.execute("SELECT pg_notify($1, $2)", [CHANNEL, words]), again=True)
        except psycopg.Error as error:
            log.debug("nobody is told: %s", error)
            self._telling.drop()

    def _listen(self, loop: asyncio.AbstractEventLoop, hear: Hear, ended: threading.Event) -> None:
        while not ended.is_set():
            try:
                with connect(self._url) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    loop.call_soon_threadsafe(hear, "", "", {})
                    self._hear(connection, lambda *told: loop.call_soon_threadsafe(hear, *told), ended)
            except psycopg.Error as error:
                log.debug("listening again: %s", error)
                ended.wait(RETRY_SECONDS)
            except RuntimeError:  # the event loop is closed
                return

    def _hear(self, connection: "psycopg.Connection[Any]", say: Callable[..., object], ended: threading.Event) -> None:
        looked = monotonic()
        while not ended.is_set():
            if monotonic() - looked > MISSED_SECONDS:
                looked = monotonic()
                say("", "", {})
            for notice in connection.notifies(timeout=LOOK_SECONDS):
                whose, *told = orjson.loads(notice.payload)
                if whose != self.own:
                    say(*told)
                if ended.is_set():
                    return
