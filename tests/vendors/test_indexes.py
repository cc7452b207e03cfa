"""Lists and counts that would go through many rows are read from an index that has all they need."""

from collections.abc import Iterator
from typing import Any

import pytest

from emulator.sandbox.expiry import Expiry
from emulator.store.database import Database
from emulator.store.migration import migrate
from emulator.store.statement import Statement
from emulator.vendors.litmos import wait_list
from emulator.vendors.litmos.reports import delta_rows, deltas, ecommerce
from emulator.vendors.litmos.teams import team_courses, team_paths, teams
from emulator.vendors.litmos.training import session_lists, session_registrations
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


def test_registrations_to_a_module_are_read_session_by_session_and_never_sorted(database: Database) -> None:
    assert not any("TEMP B-TREE" in step for step in plan(database, session_registrations._OF_MODULE))


@pytest.mark.parametrize("kind", sorted(deltas._KINDS.keys() - {"logins"}))
def test_what_is_before_a_page_of_changes_is_passed_over_in_an_index(database: Database, kind: str) -> None:
    steps = plan(database, deltas._KINDS[kind][0])
    joined = len([step for step in steps if step.startswith("SEARCH")]) > 1
    found = steps[1] if joined else steps[0]
    assert ("COVERING INDEX" in found) is joined, steps
    assert "(sandbox=? AND updated_date>? AND updated_date<?)" in found


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (session_lists._list("future", "start_date", False, "few"), "updated_date>?"),
        (session_lists._list("past", "start_date", True, "many"), "start_date<?"),
        (ecommerce._FEW_SESSIONS, "updated_date>?"),
        (ecommerce._MANY_SESSIONS, "start_date>?"),
        (team_courses._LOOKED_THROUGH, "litmos_course_sandbox_number"),
        (team_paths._LOOKED_THROUGH, "litmos_learning_path_sandbox_number"),
        (delta_rows.LOGINS, "litmos_user_sandbox_updated_date_id"),
    ],
)
def test_few_are_found_by_what_they_have_in_common_and_many_in_their_order(
    database: Database, statement: Statement[Any], index: str
) -> None:
    assert index in plan(database, statement)[0]


def test_few_who_logged_in_are_found_by_when(database: Database) -> None:
    steps = plan(database, delta_rows.FEW_LOGINS)
    assert "litmos_user USING INDEX sqlite_autoindex_litmos_user_1 (sandbox=? AND id=?)" in steps[0]
    assert any("last_login>? AND last_login<?" in step for step in steps), steps
    assert any("log=? AND activity_date>?" in step for step in steps), steps


@pytest.mark.parametrize("expiry", ENROLLMENTS, ids=lambda expiry: expiry.what)
def test_the_next_enrollments_that_expire_are_read_along_an_index(database: Database, expiry: Expiry) -> None:
    steps = plan(database, expiry.statement)
    assert len(steps) == 1, steps
    assert "expires>?" in steps[0]
