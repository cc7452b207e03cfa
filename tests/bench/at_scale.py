"""Growth: every list and look-up over few rows and over many. The rows of a world are copied beside the originals, within its sandbox, by
SQL: each copy is a world of its own among the same owner's, so what a list finds grows and what a look-up finds stays the same.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from emulator.store.database import Database, Described
from emulator.vendors import ENTRIES
from tests.bench.operations import Timing, call, timing
from tests.bench.table import Row
from tests.counts import table
from tests.counts.asking import Ask
from tests.world import World

FEW, SOME, MANY = 1_000, 20_000, 100_000
ROWS = 4  # of each list in the world that is copied
CALLS = 5
MOST = 2.0  # times as long
NOTHING_MS = 0.3  # a difference of less is noise
OWNERS = {"app_id", "lrs", "credential_id"}
"""Columns that say whose a row is, among the rows of a sandbox: the copies are the same owner's."""
LEFT_ALONE = {
    "sandbox_state", "sandbox_credential", "scormcloud_application", "scormcloud_secret", "scormcloud_setting",
    "nexport_token", "fault_rule", "kept_world", "file_change", "job", "scormcloud_tool_key", "sco_attempt",
    "litmos_custom_field", "litmos_user_field", "litmos_course_field", "scormcloud_connector", "scormcloud_statement_pipe",
}  # fmt: skip
"""Tables of what there are few of."""
STEP = 1_000_000


def grown(few: int = FEW, many: int = MANY) -> list[Row]:
    """A line for each read whose time grows too much, and how many there are."""
    found = [each for entry in ENTRIES for each in _of(entry.name, few, many)]
    slow = sorted(
        (row for row in found if row.value is not None and row.value > MOST), key=lambda row: -(row.value or 0)
    )
    summary = Row(
        f"reads that take over twice as long among {many:,} rows of each list as among {few:,}", len(slow), "", most=0
    )
    return [Row("reads that were timed", len(found), ""), summary, *slow]


def _of(name: str, few: int, many: int) -> Iterator[Row]:
    with timing(600) as (folder, root, timer, client):
        world = World(root, f"grown-{name}", client)
        world.settings(litmos_rate_limit=None)
        asked = [_without_counts(ask) for ask in table.WORLDS[name](world, ROWS) if ask.kind == "read"]
        world.control("PUT", "clock", json={"held": True})
        times, count = [], 0
        for rows in (few, many):
            _copy(timer.app.house.database, folder / "emulator.db", world.name, count, rows // ROWS)
            count = rows // ROWS
            times.append([_took(world, timer, ask) for ask in asked])
    for ask, first, last in zip(asked, *times, strict=True):
        ratio = last / first if last - first > NOTHING_MS else min(last / first, MOST)
        yield Row(f"{name} {ask.name}", ratio, "x", note=f"{first:.2f} -> {last:.2f} ms")


def _without_counts(ask: Ask) -> Ask:
    """What is asked to be counted takes as long as there are rows."""
    options = ask.options
    if "params" in options:
        asked = {name: value for name, value in options["params"].items() if not name.endswith("Count")}
        options = {**options, "params": asked}
    return Ask(ask.name, ask.method, ask.url, options, ask.kind)


def _took(world: World, timing: Timing, ask: Ask) -> float:
    took = []
    for _ in range(CALLS):
        call(world, ask)
        took.append(timing.took)
        if timing.took > 500:
            break
    return min(took)


def _copy(database: Database, path: Path, sandbox: str, done: int, times: int) -> None:
    """Copy the rows of a sandbox so many times in all; `done` says how many copies there are."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "CREATE TEMP TABLE counted AS WITH RECURSIVE c(n) AS (SELECT ? UNION ALL SELECT n + 1 FROM c WHERE n < ?) SELECT n FROM c",
            [done + 1, times],
        )
        for name in database.tables():
            if name not in LEFT_ALONE:
                _copy_table(connection, name, database.columns(name), sandbox)
        connection.execute("COMMIT")


def _copy_table(connection: sqlite3.Connection, name: str, columns: list[Described], sandbox: str) -> None:
    unique = _unique(connection, name)
    kinds = dict(connection.execute(f"SELECT name, type FROM pragma_table_info('{name}')"))
    listed = ", ".join(f'"{column.name}"' for column in columns)
    values = ", ".join(
        _value(column.name, kinds[column.name], column.is_key or column.name in unique) for column in columns
    )
    connection.execute("DROP TABLE IF EXISTS temp.original")
    kept = " AND ".join(
        [f"\"{column.name}\" NOT LIKE '%~%'" for column in columns if column.is_key and _is_text(kinds[column.name])]
    )
    kept += "".join(
        f' AND "{column.name}" < {STEP}'
        for column in columns
        if column.is_key and column.name in ("number", "location_id")
    )
    connection.execute(
        f'CREATE TEMP TABLE original AS SELECT {listed} FROM "{name}" WHERE sandbox = ? AND {kept.removeprefix(" AND ") or "1"}',
        [sandbox],
    )
    connection.execute(
        f'INSERT OR IGNORE INTO main."{name}" (sandbox, {listed}) SELECT ?, {values} FROM temp.counted, temp.original',
        [sandbox],
    )


def _unique(connection: sqlite3.Connection, name: str) -> set[str]:
    """The columns of its unique indexes."""
    found = connection.execute(
        "SELECT i.name FROM pragma_index_list(?) l, pragma_index_info(l.name) i WHERE l.\"unique\" AND i.name <> 'sandbox'",
        [name],
    )
    return {column for (column,) in found}


def _is_text(kind: str) -> bool:
    return kind.startswith(("VARCHAR", "TEXT"))


def _value(column: str, kind: str, is_unique: bool) -> str:
    named = is_unique or column == "id" or column.endswith(("_id", "_key"))
    if column in OWNERS or (not named and column not in ("number", "source", "original_id")):
        return f'"{column}"'
    if _is_text(kind):
        return f"""CASE WHEN "{column}" = '' THEN '' ELSE "{column}" || '~' || n END"""
    return (
        f'"{column}" + {STEP} * n'
        if column in ("number", "source", "original_id", "location_id", "delivery")
        else f'"{column}"'
    )
