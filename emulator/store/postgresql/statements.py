"""Running statements by libpq's own calls: each waits once for the server, where a cursor of the driver waits twice and works more."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from typing import Any

import psycopg
from psycopg import errors, pq
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus

NUL, MARK, ESCAPE = "\x00", "\ufdd0", "\ufdd1"
"""PostgreSQL cannot store NUL in a text: MARK is stored for it, which is no character of Unicode. ESCAPE begins what is stored for a MARK
or an ESCAPE that a text has itself."""
_STORED = {NUL: MARK, MARK: f"{ESCAPE}\ufdd2", ESCAPE: f"{ESCAPE}\ufdd3"}
_STORABLE = str.maketrans(_STORED)
_GIVEN = {stored: given for given, stored in _STORED.items()}
PLACE = re.compile(r"\?")
_MARKED = re.compile(f"{MARK}|{ESCAPE}[\ufdd2\ufdd3]")
ENDED = ("57P01", "57P02", "57P03")  # what a server says that ends a connection
OFTEN = 5  # uses after which a statement is prepared
MOST = 1000  # statements that a connection keeps prepared, or counts the uses of


class Found:
    """What a statement found: rows, and of how many it was about."""

    def __init__(self, rows: list[Any], rowcount: int) -> None:
        self._rows = rows
        self.rowcount = rowcount

    def fetchone(self) -> Any:
        """The first row that was not fetched yet; None if there is none."""
        return self._rows.pop(0) if self._rows else None

    def fetchall(self) -> list[Any]:
        """The rows that were not fetched yet."""
        rows, self._rows = self._rows, []
        return rows


class Statements:
    """The statements of one connection, of which one thread runs one at a time. Their parameters are `$1`, `$2`, …"""

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self.connection = connection
        self._server = connection.pgconn
        self._types = Transformer(connection)
        self._used: dict[tuple[str, tuple[int, ...]], int] = {}
        self._prepared: dict[tuple[str, tuple[int, ...]], bytes] = {}

    @property
    def is_over(self) -> bool:
        """True if the connection was closed, or the server has ended it."""
        return self._server.status == ConnStatus.BAD

    @property
    def has_given_up(self) -> bool:
        """True if the server has given the transaction up, after an error that nobody has noticed, or knows of none."""
        return self._server.transaction_status in (TransactionStatus.INERROR, TransactionStatus.IDLE)

    def execute(self, sql: str, arguments: Sequence[Any]) -> Found:
        """Run a statement. Raises `psycopg.Error`."""
        for value in arguments:
            kind = value.__class__
            if kind is list or (kind is str and not value.isascii() and (MARK in value or ESCAPE in value)):
                arguments = storable(arguments)
                break
        try:
            values = self._dumped(arguments)
        except psycopg.DataError:  # the driver refuses a NUL: only then is one looked for
            values = self._dumped(storable(arguments))
        types, formats = self._types.types or (), self._types.formats
        try:
            name = self._prepared.get((sql, types)) or self._prepare(sql, types)
            if name is None:
                return self._found(self._server.exec_params(sql.encode(), values, types, formats))
            return self._found(self._server.exec_prepared(name, values, formats))
        except psycopg.OperationalError as error:
            if error.sqlstate is None or error.sqlstate in ENDED:
                self._server.finish()  # libpq knows of it only at the next statement
            raise

    def executemany(self, sql: str, listed: list[Any]) -> Found:
        """Run a statement for each set of arguments."""
        cursor = self.connection.cursor()
        cursor.executemany(sql, [storable(arguments) for arguments in listed])
        return Found([], cursor.rowcount)

    def _dumped(self, arguments: Sequence[Any]) -> Any:
        return self._types.dump_sequence(arguments, [PyFormat.AUTO] * len(arguments))

    def _prepare(self, sql: str, types: tuple[int, ...]) -> bytes | None:
        """The name of a statement that is prepared now; None if it was not used often enough, or there are too many."""
        used = self._used[sql, types] = self._used.get((sql, types), 0) + 1
        if len(self._used) > MOST:
            self._used.clear()
        if used < OFTEN or len(self._prepared) >= MOST:
            return None
        name = b"own_%d" % len(self._prepared)
        self._check(self._server.prepare(name, sql.encode(), types))
        self._prepared[sql, types] = name
        return name

    def _found(self, result: "pq.abc.PGresult") -> Found:
        self._check(result)
        if result.status != ExecStatus.TUPLES_OK:
            return Found([], result.command_tuples or 0)
        self._types.set_pgresult(result)
        return Found(self._types.load_rows(0, result.ntuples, read), result.ntuples)

    def _check(self, result: "pq.abc.PGresult") -> None:
        if result.status in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK, ExecStatus.EMPTY_QUERY):
            return
        error = errors.error_from_result(result, encoding="utf-8")
        raise error if error.sqlstate else psycopg.OperationalError(str(error))  # of the driver: there is no server


def storable(value: Any) -> Any:
    """A parameter, or a list of them, as the server takes it."""
    if isinstance(value, str):
        return value.translate(_STORABLE) if NUL in value or MARK in value or ESCAPE in value else value
    return [storable(each) for each in value] if isinstance(value, list | tuple) else value


def read(values: Any) -> Any:
    """A row as it was stored."""
    for value in values:
        if value.__class__ is str and not value.isascii() and (MARK in value or ESCAPE in value):
            return tuple(_given(each) if isinstance(each, str) else each for each in values)
    return values


def _given(text: str) -> str:
    return _MARKED.sub(lambda found: _GIVEN[found[0]], text)


@lru_cache(1000)
def numbered(sql: str) -> str:
    """A statement with `?` for its parameters, as the server has them."""
    numbers = count(1)
    return PLACE.sub(lambda _: f"${next(numbers)}", sql)
