"""Every query of the program, compiled and explained: none is unscoped, none names what the database lacks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from emulator.store.database import Database
from emulator.store.migration import migrate
from emulator.store.opening import open_database
from tests import postgresql
from tests.house.every_statement import every_statement


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database with every table."""
    if postgresql.ON_SERVER:
        database = open_database(tmp_path / "emulator.db", "normal", postgresql.url_of(tmp_path))
    else:
        database = Database(None)
        migrate(database)
    yield database
    database.close()


def test_every_statement_can_be_run_on_the_tables_that_the_migrations_make(database: Database) -> None:
    statements = every_statement(getattr(database.dialect, "lower_in", "default"))
    assert len(statements) > 200
    for statement in statements:
        database.cursor.execute(f"EXPLAIN {statement.sql}", statement.nothing)


def test_every_statement_asks_for_one_sandbox_or_says_that_it_means_all() -> None:
    loose = [each.sql for each in every_statement() if not each.every_sandbox and "sandbox" not in each.binds]
    assert not loose, "\n\n".join(loose)


RARE = ("expires", "job")
"""Parts of the statements that the console and the worker run, over what there is little of."""
PROBED = (r"_date \+ ", r"FROM litmos_learning_path CROSS JOIN litmos_team_path")
"""Parts of the statements that are chosen by `has_many`: few rows are sorted, many are looked through in their order."""


@pytest.mark.sqlite  # PostgreSQL plans by what it has counted
def test_a_list_is_read_along_an_index_and_members_by_what_they_are_members_of(database: Database) -> None:
    whole, lists = [], 0
    for statement in every_statement():
        sql = statement.sql
        if (
            statement.searches
            or not sql.startswith("SELECT")
            or any(f"{word}." in sql or f".{word} " in sql for word in RARE)
            or any(re.search(part, sql) for part in PROBED)
        ):
            continue
        of_parent = " JOIN " in sql and re.search(r"WHERE \w+\.(team|course|path|user)_id = \?", sql)
        if "LIMIT" in sql or of_parent:
            plan = database.cursor.execute(f"EXPLAIN QUERY PLAN {sql}", statement.nothing)
            steps = [step for *_, step in plan]
            of_all = re.search(r"\(sandbox=\?(?! AND (?!active)[a-z_]+=)", steps[0])
            lists += 1
            if of_all and (of_parent or any("TEMP B-TREE" in step for step in steps)):
                whole.append((sql, steps))
    assert lists > 40
    assert not whole, "an index has the order of the list at its end"


@pytest.mark.sqlite
def test_what_one_sandbox_reads_is_found_without_going_through_the_rows_of_others(database: Database) -> None:
    through = []
    for statement in [each for each in every_statement() if not each.every_sandbox]:
        sql = statement.sql
        if sql.startswith("INSERT"):
            continue
        plan = database.cursor.execute(f"EXPLAIN QUERY PLAN {sql}", statement.nothing).fetchall()
        steps = [step for *_, step in plan]
        if any(re.match(r"BLOOM FILTER|SCAN (?!each_of|CONSTANT|\(|anon|page\b)", step) for step in steps):
            through.append((sql, steps))
    assert not through
