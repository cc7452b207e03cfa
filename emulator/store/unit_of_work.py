"""A unit of work: the statements of one request, job step or control call, in one transaction."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache, partial
from types import TracebackType
from typing import Any, Self

import orjson
from sqlalchemy import Table as CoreTable
from sqlalchemy import bindparam, delete, insert, select, update

from emulator.store.database import Database
from emulator.store.failing import why_unwritable
from emulator.store.statement import Compiled, Statement
from emulator.store.tables import R, Table
from emulator.store.turns.turn import Deed, Deeds, Turn
from emulator.store.written import MOST, Key, Written

NUL = "\0"
Keys = Iterable[Mapping[str, Any]]


class UnitOfWork:
    """One transaction on one sandbox. It opens at the first write, so reading alone costs none.

    `wrote` is True after the first write; `written` are the writes so far that are not undone. Leaving the `with` block commits, an
    exception rolls back. Nothing in the block may await: on SQLite the event loop's thread is the only writer, and that keeps requests
    apart.

    A rollback undoes rows only. Changes of files or memory go into `after_commit`, or are done at once and undone by `if_undone`.
    """

    def __init__(self, database: Database, sandbox: str) -> None:
        self.sandbox = sandbox
        self.database = database
        self._deeds: Deeds | None = None
        self._turn: Turn | None = None
        self.wrote = False
        self.written: list[Written] = []
        self._ahead: dict[tuple[Statement[Any], frozenset[tuple[str, Any]]], list[Any]] = {}
        self._remembers = False
        self._cursor = database.cursor

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ahead.clear()
        self._remembers = False
        if error is None:
            try:
                self.commit()
            except BaseException as failure:
                self._fail(failure)
                raise
        else:
            self._fail(error)

    def _fail(self, error: BaseException) -> None:
        """Roll back; if the database or disk could not write, raise `StorageError`."""
        failure = None if why_unwritable(error) is None else self.database.failed(error)
        self.rollback()
        if failure is not None:
            raise failure from error

    def commit(self) -> None:
        """Commit the writes; does nothing without any."""
        if self._deeds is not None:
            self._turn = self.database.commit()
            self._deeds = None

    def rollback(self) -> None:
        """Undo every write since the last commit."""
        self._ahead.clear()
        if self._deeds is not None:
            self._deeds = None
            self.database.rollback()

    async def durable(self) -> None:
        """Wait until the last commit survives a kill of the process. Raises `StorageError` if it failed."""
        if self._turn is not None:
            await self.database.durable(self._turn)

    def after_commit(self, deed: Deed) -> None:
        """Run an action that cannot be undone once the writes are committed: delete a file, clear a journal. It must be quick and must not
        fail."""
        self._begin().after.append(deed)

    def if_undone(self, deed: Deed) -> None:
        """Run an action if the writes are rolled back."""
        self._begin().undo.append(deed)

    def remove_if_undone(self, deed: Deed) -> None:
        """Delete a file that was created for the writes if they are rolled back. If the server was lost at the COMMIT nobody knows whether
        they are: then the file stays, and the next start deletes it if no row refers to it.
        """
        self._begin().removals.append(deed)

    def open(self) -> None:
        """Begin the transaction before the first write, so that the rows that a select locks stay locked."""
        self._open()

    def another(self) -> "UnitOfWork":
        """A new unit of work on the same sandbox, for what follows a commit."""
        return UnitOfWork(self.database, self.sandbox)

    def on(self, sandbox: str) -> "UnitOfWork":
        """A unit of work on the rows of another sandbox; inside this one, it is undone with it."""
        return UnitOfWork(self.database, sandbox)

    def read_ahead(
        self, what: Statement[Any] | type[Table[Any]], keys: Keys, *, keep: bool = False, **same: Any
    ) -> None:
        """Read the result of a select, or of `get` for a table, for each of these keys (texts and numbers) by one statement. `same` are the
        values that all have in common.

        Afterwards `all`, `one`, `value` and `get` with one of the keys need no statement, until the unit of work writes or ends: the code
        that shows one row is the same for a page. `keep` is for counts: see `kept`.
        """
        # Neither store reads a NUL in JSON: what is asked for with one is left to be read alone.
        asked = {frozenset({**key, **same}.items()): key for key in keys if NUL not in "".join(map(str, key.values()))}
        if not asked:
            return
        names = tuple(next(iter(asked.values())))
        statement = what if isinstance(what, Statement) else _get(what.__table__, tuple(sorted((*names, *same))))
        wanted = {whole: key for whole, key in asked.items() if (statement, whole) not in self._ahead}
        if not wanted:
            return
        found: list[list[Any]] = [[] for _ in wanted]
        each, read = orjson.dumps(list(wanted.values())).decode(), self.kept if keep else self.all
        for row in read(statement.of_each(frozenset(names)), each=each, **same):
            found[row.pop("which")].append(row)
        for whole, rows in zip(wanted, found, strict=True):
            self._ahead[statement, whole] = rows

    def remember(self) -> None:
        """From now on, run each select with the same values only once, until the unit of work writes or ends."""
        self._remembers = True

    def all(self, statement: Statement[R], **values: Any) -> list[R]:
        """Every row of a select."""
        if self._ahead or self._remembers:
            what = statement, frozenset(values.items())
            ahead = self._ahead.get(what)
            if ahead is None and self._remembers:
                ahead = self._ahead[what] = self._read(statement, values)
            if ahead is not None:
                return [row.copy() for row in ahead]
        return self._read(statement, values)

    def _read(self, statement: Statement[R], values: dict[str, Any]) -> list[R]:
        compiled = statement.compiled(self.database.dialect)
        values["sandbox"] = self.sandbox
        return [
            compiled.row(record) for record in self._cursor.execute(compiled.sql, compiled.arguments(values)).fetchall()
        ]

    def one(self, statement: Statement[R], **values: Any) -> R | None:
        """The first row of a select, or None if it has no rows."""
        if self._remembers:
            return next(iter(self.all(statement, **values)), None)
        if self._ahead and (ahead := self._ahead.get((statement, frozenset(values.items())))) is not None:
            return ahead[0].copy() if ahead else None
        compiled = statement.compiled(self.database.dialect)
        values["sandbox"] = self.sandbox
        record = self._cursor.execute(compiled.sql, compiled.arguments(values)).fetchone()
        return None if record is None else compiled.row(record)

    def kept(self, statement: Statement[R], **values: Any) -> list[R]:
        """The rows, without documents, of a select that many calls repeat. On SQLite they are cached until its tables are written to."""
        if (kept := self.database.kept) is None:
            return self.all(statement, **values)
        return kept.rows(statement, self.sandbox, values, lambda: self._read(statement, values))

    def kept_one(self, statement: Statement[R], **values: Any) -> R | None:
        """The first of these rows, or None."""
        return next(iter(self.kept(statement, **values)), None)

    def kept_value(self, statement: Statement[Any], **values: Any) -> Any:
        """As `value`, for a select that many calls repeat and that looks at many rows: the number of rows of a list. See `kept`."""
        rows = self._ahead.get((statement, frozenset(values.items()))) or self.kept(statement, **values)
        return next((value for row in rows for value in row.values()), None)

    def value(self, statement: Statement[Any], **values: Any) -> Any:
        """The first column of the first row of a select, or None."""
        row = self.one(statement, **values)
        return None if row is None else next(iter(row.values()))

    def run(self, statement: Statement[Any], **values: Any) -> int:
        """Run an update or delete; returns the number of affected rows."""
        self._begin()
        compiled = statement.compiled(self.database.dialect)
        values["sandbox"] = self.sandbox
        cursor = self._cursor.execute(compiled.sql, compiled.arguments(values))
        if compiled.returning:
            keys: list[Key] = cursor.fetchall()
            if keys:
                self._note(compiled, keys)
            return len(keys)
        count = int(cursor.rowcount)
        if count and compiled.named_key:
            self._note(compiled, [compiled.key(values)], count)
        return count

    def _note(self, compiled: Compiled, keys: list[Key], count: int | None = None) -> None:
        """Note the rows that a statement has just changed: their keys, perhaps not all of them, and how many there are."""
        assert compiled.change is not None
        count = len(keys) if count is None else count
        self.written.append((compiled.change, compiled.table, keys[:MOST], count))
        if self.database.kept is not None:
            self.database.kept.wrote(compiled.table, count)

    def get(self, table: type[Table[R]], **key: Any) -> R | None:
        """The row whose columns equal `key`, or None."""
        return self.one(_get(table.__table__, tuple(sorted(key))), **key)

    def insert(self, table: type[Table[Any]], row: Mapping[str, Any]) -> None:
        """Add a row. Every column that is not nullable must be in it."""
        self._begin()
        compiled = _insert(table.__table__, tuple(row)).compiled(self.database.dialect)
        self._cursor.execute(compiled.sql, compiled.arguments({**row, "sandbox": self.sandbox}))
        self._note(compiled, [compiled.key(row)])

    def insert_all(self, table: type[Table[Any]], rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows that all have the same columns."""
        listed = list(rows)
        if not listed:
            return
        self._begin()
        compiled = _insert(table.__table__, tuple(listed[0])).compiled(self.database.dialect)
        self._cursor.executemany(compiled.sql, [compiled.arguments({**row, "sandbox": self.sandbox}) for row in listed])
        self._note(compiled, [compiled.key(row) for row in listed[:MOST]], len(listed))

    def update(self, table: type[Table[Any]], key: Mapping[str, Any], changes: Mapping[str, Any]) -> int:
        """Change columns of the rows whose columns equal `key`; returns the number of rows."""
        if not changes:
            return 0
        statement = _update(table.__table__, tuple(key), tuple(changes))
        return self.run(statement, **{f"key_{name}": value for name, value in key.items()}, **changes)

    def update_all(self, table: type[Table[Any]], key: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> None:
        """Change existing rows. Each has its whole key and its new values; all have the same columns."""
        if not (changed := list(rows)):
            return
        self._begin()
        changes = tuple(name for name in changed[0] if name not in key)
        compiled = _update(table.__table__, key, changes).compiled(self.database.dialect)
        named = [{**row, "sandbox": self.sandbox, **{f"key_{name}": row[name] for name in key}} for row in changed]
        cursor = self._cursor.executemany(compiled.sql, [compiled.arguments(row) for row in named])
        self._note(compiled, [compiled.key(row) for row in named[:MOST]], int(cursor.rowcount))

    def delete(self, table: type[Table[Any]], **key: Any) -> int:
        """Delete the rows whose columns equal `key`; returns the number of rows."""
        return self.run(_delete(table.__table__, tuple(key)), **key)

    def put_rows(self, table: str, columns: list[str], rows: list[Any]) -> None:
        """Add rows in stored form, replacing rows with the same keys; `columns` includes the sandbox."""
        if rows:
            self._begin()
            names, places = ", ".join(f'"{name}"' for name in columns), ", ".join("?" for _ in columns)
            self._cursor.executemany(
                self.database.raw(f'INSERT OR REPLACE INTO "{table}" ({names}) VALUES ({places})'),  # noqa: S608
                rows,
            )

    def add_rows(self, table: str, columns: list[str], rows: list[Any]) -> None:
        """Add rows in stored form, in the columns other than the sandbox. Raises the database's `IntegrityError` if a key exists."""
        if rows:
            self._begin()
            names, places = ", ".join(f'"{name}"' for name in columns), ", ".join("?" for _ in columns)
            adding = f'INSERT INTO "{table}" (sandbox, {names}) VALUES (?, {places})'  # noqa: S608
            self._cursor.executemany(self.database.raw(adding), [(self.sandbox, *row) for row in rows])

    def remove_rows(self, table: str, keys: list[str], rows: list[Any]) -> None:
        """Remove rows by their keys, of which the sandbox is one."""
        if rows:
            self._begin()
            chosen = " AND ".join(f'"{key}" = ?' for key in keys)
            self._cursor.executemany(self.database.raw(f'DELETE FROM "{table}" WHERE {chosen}'), rows)  # noqa: S608

    def tables(self) -> list[str]:
        """The names of the tables with sandboxes' rows."""
        return self.database.tables()

    def columns_of(self, table: str) -> list[tuple[str, bool]]:
        """The columns of a table except the sandbox, and whether each is part of its key."""
        return [(column.name, column.is_key) for column in self.database.columns(table)]

    def stored_rows(self, table: str) -> list[Any]:
        """The rows of the sandbox in a table in stored form, in the order of their keys."""
        columns = self.database.columns(table)
        listed = ", ".join(f'"{column.name}"' for column in columns)
        keys = ", ".join(f'"{column.name}"' for column in columns if column.is_key) or "1"
        chosen = f'SELECT {listed} FROM "{table}" WHERE sandbox = ? ORDER BY {keys}'  # noqa: S608
        found: list[Any] = self._raw(chosen, [self.sandbox]).fetchall()
        return found

    def take_over(self, deeds: Deeds) -> None:
        """Run the after-commit actions of another unit of work, whose writes are now part of this one."""
        self._begin().add(deeds)

    def erase(self, *except_tables: type[Table[Any]]) -> None:
        """Delete every row of the sandbox, in all tables of the database except some, also those of vendors that are not loaded."""
        self._begin()
        for name in self._filled(self.sandbox, [table.__tablename__ for table in except_tables]):
            self._raw(f'DELETE FROM "{name}" WHERE sandbox = ?', [self.sandbox])  # noqa: S608

    def copy_rows(self, source: str, except_tables: Collection[str]) -> None:
        """Copy every row of another sandbox, in all tables of the database except some."""
        self._begin()
        for name in self._filled(source, except_tables):
            columns = ", ".join(f'"{column.name}"' for column in self.database.columns(name))
            self._raw(
                f'INSERT INTO "{name}" (sandbox, {columns}) SELECT ?, {columns} FROM "{name}" WHERE sandbox = ?',  # noqa: S608
                [self.sandbox, source],
            )

    def change_texts(self, having: str, change: Callable[[str], str], except_tables: Collection[str]) -> None:
        """Change every text that contains `having`, in all columns that are not keys, of all tables of the database except some."""
        self._begin()
        for table in self._filled(self.sandbox, except_tables):
            names = [each.name for each in self.database.columns(table) if each.is_text and not each.is_key]
            if not names:
                continue
            chosen = " OR ".join(self.database.contains(name) for name in names)
            sought = [self.sandbox, *[having] * len(names)]
            if self._raw(f'SELECT 1 FROM "{table}" WHERE sandbox = ? AND ({chosen})', sought).fetchone():  # noqa: S608
                for name in names:
                    self._change_texts(table, name, having, change)

    def _change_texts(self, table: str, name: str, having: str, change: Callable[[str], str]) -> None:
        found = self._raw(
            f'SELECT DISTINCT "{name}" FROM "{table}" WHERE sandbox = ? AND {self.database.contains(name)}',  # noqa: S608
            [self.sandbox, having],
        ).fetchall()
        changed = [(after, self.sandbox, before) for (before,) in found if (after := change(before)) != before]
        if changed:
            changing = f'UPDATE "{table}" SET "{name}" = ? WHERE sandbox = ? AND "{name}" = ?'  # noqa: S608
            self._cursor.executemany(self.database.raw(changing), changed)

    def _filled(self, sandbox: str, except_tables: Collection[str]) -> list[str]:
        """The tables with rows of a sandbox, except some. Most of a hundred have none, and this saves a statement for each."""
        tables = self.database.tables()
        there = self._raw(_are_filled(tuple(tables)), [sandbox] * len(tables)).fetchone()
        return [name for name, has_rows in zip(tables, there, strict=True) if has_rows and name not in except_tables]

    def _raw(self, sql: str, values: list[Any]) -> Any:
        return self._cursor.execute(self.database.raw(sql), values)

    def _begin(self) -> Deeds:
        self._ahead.clear()
        self.wrote = True
        return self._open()

    def _open(self) -> Deeds:
        if self._deeds is None:
            self._deeds = self.database.begin()
            self._deeds.undo.append(partial(self._unwrite, len(self.written)))
        return self._deeds

    def _unwrite(self, count: int) -> None:
        """Keep only the first writes."""
        del self.written[count:]
        if self.database.kept is not None:
            self.database.kept.forget()


@cache
def _are_filled(tables: tuple[str, ...]) -> str:
    return "SELECT " + ", ".join(f'EXISTS (SELECT 1 FROM "{name}" WHERE sandbox = ?)' for name in tables)  # noqa: S608


@cache
def _get(table: CoreTable, names: tuple[str, ...]) -> Statement[Any]:
    columns = table.c
    return Statement(select(*columns).where(*(columns[name] == bindparam(name) for name in names)))


@cache
def _insert(table: CoreTable, names: tuple[str, ...]) -> Statement[Any]:
    every = dict.fromkeys(("sandbox", *names))
    return Statement(insert(table).values({name: bindparam(name) for name in every}))


@cache
def _update(table: CoreTable, key: tuple[str, ...], changes: tuple[str, ...]) -> Statement[Any]:
    columns = table.c
    return Statement(
        update(table)
        .where(*(columns[name] == bindparam(f"key_{name}") for name in key))
        .values({name: bindparam(name) for name in changes})
    )


@cache
def _delete(table: CoreTable, names: tuple[str, ...]) -> Statement[Any]:
    columns = table.c
    return Statement(delete(table).where(*(columns[name] == bindparam(name) for name in names)))
