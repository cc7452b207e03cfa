"""Lists and counts that would go through many rows are read from an index that has all they need."""

from collections.abc import Iterator
from typing import Any

import pytest

from emulator.sandbox.expiry import Expiry
from emulator.store.database import Database
from emulator.store.migration import migrate
from emulator.store.statement import Statement
from emulator.vendors.litmos import wait_list
from emulator.vendors.litmos.teams import teams
from emulator.vendors.nexport.directory import organizations
from emulator.vendors.nexport.expiries import EXPIRIES

ENROLLMENTS = [each for each in EXPIRIES if each.what.endswith("enrollment")]
ONE = organizations.ONE_NODE

pytestmark = pytest.mark.sqlite  # PostgreSQL plans by what it has counted


@pytest.fixture
def database() -> Iterator[Database]:
    database = Database(None)
    migrate(database)
    yield database
    database.close()


def plan(database: Database, statement: Statement[Any]) -> list[str]:
    """The steps of SQLite."""
    compiled = statement.compiled(database.dialect)
    found = database.cursor.execute(f"EXPLAIN QUERY PLAN {compiled.sql}", [None] * len(compiled.binds))
    return [step for *_, step in found.fetchall()]


@pytest.mark.parametrize("kind", ["organizations", "groups", "both"])
def test_nodes_below_a_node_are_found_and_counted_without_a_look_at_their_rows(
    database: Database, kind: organizations.Kind
) -> None:
    for statement in (organizations._rows(kind, ONE, False), organizations._count(kind, ONE, False)):
        steps = plan(database, statement)
        assert any(step.startswith("SEARCH child USING COVERING INDEX") for step in steps), steps


def test_sub_teams_are_listed_along_an_index(database: Database) -> None:
    assert not any("TEMP B-TREE" in step for step in plan(database, teams._list(True)))


def test_places_of_a_session_are_counted_from_an_index(database: Database) -> None:
    steps = plan(database, wait_list._TAKEN)
    assert all("COVERING INDEX" in step for step in steps), steps


@pytest.mark.parametrize("expiry", ENROLLMENTS, ids=lambda expiry: expiry.what)
def test_the_next_enrollments_that_expire_are_read_along_an_index(database: Database, expiry: Expiry) -> None:
    steps = plan(database, expiry.statement)
    assert len(steps) == 1, steps
    assert "expires>?" in steps[0]
