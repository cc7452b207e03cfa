"""Statistics for PostgreSQL's planner."""

from pathlib import Path
from time import monotonic

import httpx
import psycopg
import pytest

from emulator.store.failing import StorageError
from emulator.store.postgresql.database import PostgresDatabase
from emulator.store.postgresql.sessions import LOCK_SECONDS
from tests import postgresql
from tests.jobs.test_hanging_downloads import eventually
from tests.postgresql import Server
from tests.running import running
from tests.vendors.litmos.calling import LitmosClient
from tests.world import World

pytestmark = pytest.mark.skipif(not postgresql.ON_SERVER, reason="the planner is PostgreSQL's")

LOOK = "SELECT id FROM litmos_user WHERE user_name_folded = $1 AND sandbox = $2"

PAGES = "SELECT greatest(relpages, 0) FROM pg_class WHERE relname = 'filled'"

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


def test_a_table_that_somebody_has_locked_is_left_for_later_without_a_wait_for_it(tmp_path: Path) -> None:
    url = postgresql.url_of(tmp_path)
    database = PostgresDatabase(url, tmp_path)
    try:
        with psycopg.connect(url) as other:
            other.execute("CREATE TABLE filled AS SELECT * FROM generate_series(1, 100000)")
            other.commit()
            other.execute("LOCK TABLE filled IN ACCESS EXCLUSIVE MODE")
            began = monotonic()
            database.learn()
            assert monotonic() - began < LOCK_SECONDS / 2
            other.commit()
            assert other.execute(PAGES).fetchone() == (0,)
            database.learn()
            assert (other.execute(PAGES).fetchone() or (0,))[0] > 100
    finally:
        database.close()


def test_nothing_is_learnt_of_a_server_that_is_gone_and_the_reason_is_a_line(tmp_path: Path) -> None:
    server = Server()
    try:
        server.sql("CREATE DATABASE gone")
        database = PostgresDatabase(server.url("gone"), tmp_path)
        database.learn()
        server.stop("immediate")
        with pytest.raises(StorageError, match=r"PostgreSQL: [^\n]+$"):
            database.learn()
        assert database.failure is not None
        database.close()
    finally:
        server.remove()


def test_a_statement_is_never_compiled_to_machine_code(tmp_path: Path) -> None:
    database = PostgresDatabase(postgresql.url_of(tmp_path), tmp_path)
    try:
        assert database.execute("SHOW jit", ()).fetchone() == ("off",)
        database.begin()
        assert database.aside("SHOW jit", ()).fetchone() == ("off",)
        database.rollback()
    finally:
        database.close()
