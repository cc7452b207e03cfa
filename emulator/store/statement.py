"""SQLAlchemy Core statements, compiled once and then run on the driver's own cursor.

Compiling costs about 0.3 ms and SQLAlchemy's execution about 0.1 ms a call; a compiled statement avoids both. Every statement is confined
to one sandbox: each of its tables gets the criterion `sandbox = :sandbox`. A table inside a subquery must have that criterion already.
"""

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any, Generic

from sqlalchemy import BigInteger, BindParameter, Dialect, Insert, Select, Table, bindparam, select, true, type_coerce
from sqlalchemy.sql import visitors
from sqlalchemy.sql.functions import GenericFunction

from emulator.store.listed import Driving, Member, each_of
from emulator.store.tables import R
from emulator.store.written import Key, change_of, key_columns, named_key

MOST_KEPT = 1000  # cached results of selects
LONGEST_KEY = 1000  # characters of a text by which a result is cached

Core = Any  # a Select, Insert, Update or Delete; their type parameters are not used here


class UnscopedStatementError(Exception):
    """A statement reads a table without saying of which sandbox."""


def scoped(table: Any) -> Any:
    """The criterion that limits a table (or an alias of it) to the sandbox of the unit of work."""
    columns = table.c if hasattr(table, "c") else table
    return columns.sandbox == bindparam("sandbox")


def unindexed(column: Any) -> Any:
    """A column of numbers or moments for a criterion that is checked row by row, while the rows are found by another one or in their order.
    SQLite knows nothing of how many rows a range has, and takes the index of the range wherever there is one.
    """
    return type_coerce(type_coerce(column, BigInteger) + 0, column.type)


class Statement(Generic[R]):
    """A Core select, insert, update or delete with named parameters, compiled at its first use. A select returns rows of the type `R`."""

    def __init__(self, core: Core, *, every_sandbox: bool = False) -> None:
        self.core = core
        self.every_sandbox = every_sandbox
        self._compiled: dict[str, Compiled] = {}
        self._named: frozenset[str] | None = None
        self._of_each: dict[frozenset[str], Statement[R]] = {}

    def compiled(self, dialect: Dialect) -> "Compiled":
        """The SQL text for one database, compiled once."""
        found = self._compiled.get(dialect.name)
        if found is None:
            # Not earlier: a vendor has hundreds of statements, and a process uses few of them.
            core = self.core if self.every_sandbox else _confined(self.core)
            found = Compiled(core, dialect)
            if not self.every_sandbox:
                _refuse_unscoped(core, found.sql)
            self._compiled[dialect.name] = found
        return found

    @property
    def tables(self) -> frozenset[str]:
        """The names of all tables that the statement reads or writes."""
        if self._named is None:
            self._named = frozenset(part.name for part in visitors.iterate(self.core) if isinstance(part, Table))
        return self._named

    def of_each(self, names: frozenset[str]) -> "Statement[R]":
        """The same select for many sets of parameter values at once, given as the JSON array `each`. The column `which` of a row is the
        position of its set."""
        found = self._of_each.get(names)
        if found is None:
            found = self._of_each[names] = Statement[R](_of_each(_confined(self.core), names), every_sandbox=True)
        return found


class Compiled:
    """SQL text, the order and conversion of its parameters, and the names and conversion of its columns.

    `change` is its effect on rows, None for a select. `named_key` are the parameters with the key of the only row that is changed; without
    them an update or delete returns the keys of all changed rows (`returning`).
    """

    def __init__(self, core: Core, dialect: Dialect) -> None:
        self.change = change_of(core)
        self.named_key: tuple[str, ...] | None = None
        self.returning = False
        if self.change is not None:
            self.table: str = core.table.name
            self.named_key = named_key(core)
            if self.named_key is None:
                self.returning = True
                core = core.returning(*(core.table.c[name] for name in key_columns(core.table)))
        compiled = core.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        self.sql = str(compiled)
        self.fixed = {name: value for name, value in compiled.params.items() if value is not None}
        self.positional = bool(compiled.positional)
        self.binds: list[str] = list((compiled.positiontup if compiled.positional else compiled.params) or [])
        processors = [compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect) for name in self.binds]
        self.converted_binds = [(at, process) for at, process in enumerate(processors) if process]
        columns = list(core.selected_columns) if isinstance(core, Select) else []
        self.names = [str(column.name) for column in columns]
        reading = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
        self.converted = [(name, process) for name, process in zip(self.names, reading, strict=True) if process]

    def arguments(self, values: Mapping[str, Any]) -> Any:
        """The parameters for the driver; KeyError if neither the caller nor the statement gives one."""
        if self.fixed:
            values = {**self.fixed, **values}
        arguments = [values[name] for name in self.binds]
        for at, process in self.converted_binds:
            if (value := arguments[at]) is not None:
                arguments[at] = process(value)
        return arguments if self.positional else dict(zip(self.binds, arguments, strict=True))

    def key(self, values: Mapping[str, Any]) -> Key:
        """The key of the only changed row, by `named_key`."""
        assert self.named_key is not None
        return tuple([values[name] if name in values else self.fixed[name] for name in self.named_key])

    def row(self, record: Any) -> Any:
        """A record of the driver as a dict by column name."""
        row = dict(zip(self.names, record, strict=True))
        for name, process in self.converted:
            if (value := row[name]) is not None:
                row[name] = process(value)
        return row


class KeptReads:
    """Cached results of selects on an SQLite database that only one connection writes to, valid until something is written to their tables.

    SQLite counts the rows that a connection changes, and a unit of work says what it `wrote` to which table. After changes that nobody
    spoke of, everything is read again. SQLite does not count rolled-back changes; `forget` is called for those.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._at = -1
        self._rows: dict[Statement[Any], dict[tuple[Any, ...], list[Any]]] = {}

    def rows(
        self, statement: "Statement[Any]", sandbox: str, values: Mapping[str, Any], read: Callable[[], list[Any]]
    ) -> list[Any]:
        """The cached rows of a select for these values, or the result of `read`. They are copies, whose values must not be changed."""
        key = sandbox, *map(values.get, sorted(values))  # callers name them in any order
        changes = self._connection.total_changes
        if self._at != changes:
            self._at = changes
            self._rows.clear()
        of_statement = self._rows.get(statement)
        if of_statement is None or len(of_statement) > MOST_KEPT:
            of_statement = self._rows[statement] = {}
        rows = of_statement.get(key)
        if rows is None:
            rows = read()
            # Neither empty results nor those for a long text are cached: the keys may be different in every call.
            if rows and all(len(value) <= LONGEST_KEY for value in key if isinstance(value, str)):
                of_statement[key] = rows
        return [row.copy() for row in rows]

    def wrote(self, table: str, count: int) -> None:
        """Forget what was read from a table in which a statement has just changed so many rows."""
        if self._at + count == self._connection.total_changes:  # and nobody else has changed anything since
            self._at += count
            for statement in [each for each in self._rows if table in each.tables]:
                del self._rows[statement]

    def forget(self) -> None:
        """Forget all cached results. The database may be closed already."""
        self._at = -1


def _confined(core: Any) -> Any:
    if isinstance(core, Insert):
        return core
    outer = core.get_final_froms() if isinstance(core, Select) else [core.table]
    tables = [table for source in outer for table in _tables(source)]
    for table in tables:
        core = core.where(scoped(table))
    return core


def _of_each(core: Any, names: frozenset[str]) -> Any:
    each = each_of("each", "key", "value")

    def own(element: Any, **_: Any) -> Any:
        named = isinstance(element, BindParameter) and element.key in names
        return Member(each.c.value, element.key, element.type) if named else None

    which, replaced = each.c.key.label("which"), visitors.replacement_traverse(core, {}, own)
    limited = core._limit_clause is not None
    if not limited and not _is_aggregate(core):
        sources = [source for source in replaced.get_final_froms() if source is not each]
        is_one_table = len(sources) == 1 and isinstance(sources[0], Table)
        driven = replaced.select_from(Driving(each, sources[0], true())) if is_one_table else replaced
        return driven.add_columns(which)
    # A scalar subquery for each column, since a subquery here can have only one column. With a limit, NULL means that there is no row.
    value = replaced.correlate(each).scalar_subquery()
    found = select(value.label(core.selected_columns[0].name), which)
    return found.where(value.is_not(None)) if limited else found


def _is_aggregate(core: Any) -> bool:
    return any(
        isinstance(part, GenericFunction) for column in core.selected_columns for part in visitors.iterate(column)
    )


def _tables(source: Any) -> list[Any]:
    if hasattr(source, "left") and hasattr(source, "right"):
        return _tables(source.left) + _tables(source.right)
    return [source] if "sandbox" in getattr(source, "c", {}) else []


def _refuse_unscoped(core: Any, text: str) -> None:
    """Refuse a subquery without the sandbox's criterion; `_confined` does not add it there."""
    if isinstance(core, Insert):
        return
    for element in visitors.iterate(core):
        if isinstance(element, Table) and f"{element.name}.sandbox = " not in text:
            raise UnscopedStatementError(f"{element.name} in: {text}")
