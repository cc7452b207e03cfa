"""Counting what calls cost, each in the same world: what a call writes is taken back before the next one."""

import asyncio
import sqlite3
from dataclasses import dataclass

from emulator.app import Emulator
from emulator.courseware.package import package_column
from tests.counts.asking import Ask, Worlds
from tests.statements import counted
from tests.world import World


@dataclass(frozen=True)
class Cost:
    """Of one call: its status, its SQL statements, and the packages that it decodes if none is in memory."""

    status: int
    statements: int
    packages: int


def cost_of(app: Emulator, world: World, ask: Ask) -> Cost:
    """Send the call and count, as if nothing were kept from calls before."""
    package_column._read.cache_clear()
    if (kept := app.house.database.kept) is not None:
        kept.forget()
    with counted(app) as seen:
        response = world.client.request(ask.method, ask.url, **ask.options)
    return Cost(response.status_code, len(seen), package_column._read.cache_info().misses)


def costs(app: Emulator, world: World, worlds: Worlds, rows: int) -> dict[str, tuple[Ask, Cost]]:
    """What each call costs in a world with so many rows: reads first, and what takes away last."""
    asked = worlds(world, rows)
    kept = Kept(app, world.name)
    found = {}
    for ask in sorted(asked, key=_order):
        world.client.cookies.clear()
        found[ask.name] = (ask, cost_of(app, world, ask))
        if kept.has_changed():
            kept.restore()
    return found


def _order(ask: Ask) -> tuple[bool, bool, int]:
    """Files that a DELETE takes away do not come back: a course goes after what belongs to it."""
    deletes = ask.method == "DELETE"
    return ask.kind != "read", deletes, -len(ask.url) if deletes else 0


class Kept:
    """The rows of a sandbox as they are now."""

    def __init__(self, app: Emulator, sandbox: str) -> None:
        self._house, self._sandbox = app.house, sandbox
        self._connection = app.house.database.connection
        tables = app.house.database.tables()
        self._rows = {table: self._of_sandbox("SELECT *", table).fetchall() for table in tables}
        self._changes = self._connection.total_changes

    def _of_sandbox(self, what: str, table: str) -> sqlite3.Cursor:
        return self._connection.execute(f'{what} FROM "{table}" WHERE sandbox = ?', [self._sandbox])

    def has_changed(self) -> bool:
        """True if anything was written since they were read or brought back."""
        return self._connection.total_changes != self._changes

    def restore(self) -> None:
        """Bring them back, and take away every other row of the sandbox."""
        keeping = self._house._keeping
        assert keeping is not None
        asyncio.run_coroutine_threadsafe(self._restore(), keeping.get_loop()).result()  # nobody else may write

    async def _restore(self) -> None:
        while self._connection.in_transaction:
            await asyncio.sleep(0)
        self._connection.execute("BEGIN IMMEDIATE")
        for table, rows in self._rows.items():
            self._of_sandbox("DELETE", table)
            if rows:
                places = ", ".join("?" for _ in rows[0])
                self._connection.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)
        self._connection.execute("COMMIT")
        self._changes = self._connection.total_changes
