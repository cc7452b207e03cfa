"""A COMMIT that fails: whoever waits for it is told, and memory is as the database is, before and after a restart."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from emulator.app import Emulator
from tests.peers.callers import call_while_it_fails, meanwhile
from tests.refusals import control_refusal
from tests.running import running
from tests.vendors.litmos.calling import LitmosClient
from tests.world import World

pytestmark = pytest.mark.sqlite

USER = {"UserName": "new@x.org", "FirstName": "Jo", "LastName": "Baba", "Email": "new@x.org"}
CASES = {
    "settings": ("PATCH", "/_emulator/settings", {"job_mode": "step"}),
    "clock": ("PUT", "/_emulator/clock", {"now": "2040-01-01T00:00:00Z"}),
    "advance": ("POST", "/_emulator/clock/advance", {"seconds": 3600}),
    "reset": ("POST", "/_emulator/reset", None),
    "seed": ("POST", "/_emulator/seed", {"litmos": {"users": [USER]}}),
    "delete": ("DELETE", "/_emulator/sandboxes/w", None),
    "fork": ("POST", "/_emulator/sandboxes/copy", {"from": "w"}),
    "replace": ("POST", "/_emulator/sandboxes/w", {"from": "default", "replace": True}),
    "write": ("POST", "/v1.svc/users?source=me&format=json", USER),
}


def judge(action: int, what: str | None, *_: str | None) -> int:
    is_commit = action == sqlite3.SQLITE_TRANSACTION and what == "COMMIT"
    return sqlite3.SQLITE_DENY if is_commit else sqlite3.SQLITE_OK


@contextmanager
def refusing_commits(app: Emulator) -> Iterator[None]:
    """SQLite itself refuses each COMMIT of the emulator's connection."""
    app.house.database.connection.set_authorizer(judge)
    try:
        yield
    finally:
        app.house.database.connection.set_authorizer(None)


def until_ready(client: httpx.Client, root: str) -> None:
    pause = threading.Event()
    while client.get(f"{root}/_emulator/ready").status_code != 200:
        pause.wait(0.05)


def state_of(world: World) -> list[Any]:
    users = LitmosClient(world).call("GET", "/users").json()
    return [
        world.control("GET", "settings"),
        world.control("GET", "clock"),
        [user["UserName"] for user in users],
        world.control("GET", "sandboxes")["sandboxes"],
    ]


@pytest.mark.parametrize("case", CASES)
def test_what_could_not_be_committed_has_not_happened(tmp_path: Path, client: httpx.Client, case: str) -> None:
    method, path, body = CASES[case]
    with running(tmp_path) as (root, app):
        world = World(root, "w", client)
        world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
        world.seed({"litmos": {"users": [{**USER, "UserName": "old@x.org", "Email": "old@x.org"}]}})
        before = state_of(world)
        with refusing_commits(app):
            answer = client.request(
                method, f"{world.root}{path}", json=body, headers={"apikey": "litmos-account-owner"}
            )
            if case == "write":
                assert (answer.status_code, answer.headers["content-type"]) == (500, "text/html")
                assert "The server encountered an error processing the request." in answer.text
            else:
                assert control_refusal(answer, 507) == "nothing can be kept: not authorized"
            ready = client.get(f"{root}/_emulator/ready")
            assert (ready.status_code, ready.json()["ready"]) == (503, False)
        assert state_of(world) == before
        again = client.request(method, f"{world.root}{path}", json=body, headers={"apikey": "litmos-account-owner"})
        assert again.status_code in (200, 201, 204)
        until_ready(client, root)
        after = state_of(world)
        assert after != before
    with running(tmp_path) as (root, _):
        restarted = state_of(World(root, "w", client))
        assert restarted == after if case not in ("delete", "reset", "replace") else restarted[2] == after[2]


@pytest.mark.parametrize(("sync", "pragma"), [("normal", 1), ("full", 2)])
def test_each_connection_writes_as_the_setting_says(tmp_path: Path, sync: Any, pragma: int) -> None:
    seen: list[int] = []
    with running(tmp_path, sync=sync) as (_, app):
        database = app.house.database
        for connection in (database.connection, database._connect()):
            seen += connection.execute("PRAGMA synchronous").fetchone()
    assert seen == [pragma, pragma]


def refusing_some_commits(app: Emulator) -> AbstractContextManager[None]:
    """SQLite refuses the COMMITs of short times, again and again, as on a disk that is full now and then."""
    loop, connection = app._loop, app.house.database.connection
    assert loop is not None

    def change(over: threading.Event) -> None:  # in the loop's thread, which uses the connection
        while not over.wait(0.1):
            loop.call_soon_threadsafe(connection.set_authorizer, judge)
            over.wait(0.05)
            loop.call_soon_threadsafe(connection.set_authorizer, None)

    return meanwhile(change)


@pytest.mark.parametrize("callers", [8, 32])
@pytest.mark.parametrize("mode", ["instant", "step", "real"])
def test_what_is_answered_is_there_once_though_commits_fail_while_many_call(
    tmp_path: Path, mode: str, callers: int
) -> None:
    with running(tmp_path, job_mode=mode, litmos_rate_limit=0) as (root, app):
        asyncio.run(call_while_it_fails(root, callers, refusing_some_commits(app)))
