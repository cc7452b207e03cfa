"""Connections to PostgreSQL end at any moment, and COMMITs fail, while many call: what was answered is there once, and all goes on."""

import asyncio
import itertools
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Event

import psycopg
import pytest

from tests import postgresql
from tests.peers.callers import call_while_it_fails, meanwhile
from tests.running import running

pytestmark = pytest.mark.skipif(not postgresql.ON_SERVER, reason="needs a PostgreSQL: scripts/test --store postgresql")

REFUSING = """
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF random() < 0.2 THEN RAISE EXCEPTION 'the COMMIT is refused' USING ERRCODE = '53100'; END IF; RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER refusing AFTER INSERT ON litmos_user DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION refuse();
"""
KILL = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND random() < 0.1
"""


def killing(url: str) -> AbstractContextManager[None]:
    """The server ends connections at random moments."""

    def kill(over: Event) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            for pause in itertools.cycle((0.02, 0.1, 0.05, 0.01, 0.07)):
                if over.wait(pause):
                    return
                connection.execute(KILL)

    return meanwhile(kill)


@pytest.mark.parametrize("callers", [8, 32])
@pytest.mark.parametrize("mode", ["instant", "step", "real"])
def test_what_is_answered_is_there_once_though_connections_end_and_commits_fail(
    tmp_path: Path, mode: str, callers: int
) -> None:
    url = postgresql.url_of(tmp_path)
    with running(tmp_path, job_mode=mode, litmos_rate_limit=0) as (root, _):
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(REFUSING)
        asyncio.run(call_while_it_fails(root, callers, killing(url)))
