"""Statistics for PostgreSQL's planner."""

from pathlib import Path

import httpx
import pytest

from emulator.store.postgresql.database import PostgresDatabase
from tests import postgresql
from tests.jobs.test_hanging_downloads import eventually
from tests.running import running
from tests.vendors.litmos.calling import LitmosClient
from tests.world import World

pytestmark = pytest.mark.skipif(not postgresql.ON_SERVER, reason="the planner is PostgreSQL's")

LOOK = "SELECT id FROM litmos_user WHERE user_name_folded = $1 AND sandbox = $2"

MANY = """
    INSERT INTO litmos_user SELECT (jsonb_populate_record(one, jsonb_build_object(
        'id', one.id || n, 'number', 100 + n, 'user_name_folded', one.user_name_folded || n, 'api_key', one.api_key || n
    ))).* FROM litmos_user AS one, generate_series(1, 2000) AS n WHERE one.user_name = 'user@example.com'
"""


def plan(database: PostgresDatabase) -> str:
    """The plan of a look-up by name that was prepared."""
    return "\n".join(line for (line,) in database.execute("EXPLAIN EXECUTE look('a', 'b')", ()).fetchall())


def test_a_table_that_fills_is_soon_searched_by_the_whole_key(tmp_path: Path, client: httpx.Client) -> None:
    with running(tmp_path) as (root, _):
        litmos = LitmosClient(World(root, "a", client))
        body = {"UserName": "user@example.com", "FirstName": "Ann", "LastName": "Bee"}
        assert litmos.call("POST", "/users", json=body).status_code == 201
        database = PostgresDatabase(postgresql.url_of(tmp_path), tmp_path)
        try:
            database.execute("SET plan_cache_mode = force_generic_plan", ())
            database.execute(f"PREPARE look (text, text) AS {LOOK}", ())
            assert "sandbox_user_name_folded" not in plan(database)  # as good as any other index while it is empty
            database.execute(MANY, ())
            assert eventually(lambda: "sandbox_user_name_folded" in plan(database))
        finally:
            database.close()


def test_a_statement_is_never_compiled_to_machine_code(tmp_path: Path) -> None:
    database = PostgresDatabase(postgresql.url_of(tmp_path), tmp_path)
    try:
        assert database.execute("SHOW jit", ()).fetchone() == ("off",)
        database.begin()
        assert database.aside("SHOW jit", ()).fetchone() == ("off",)
        database.rollback()
    finally:
        database.close()
