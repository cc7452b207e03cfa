"""What is particular to PostgreSQL: starts that cannot be, and a server that goes away. Run by `scripts/test --store postgresql`."""

import asyncio
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

import httpx
import psycopg
import pytest

from emulator import app
from emulator.house import House
from emulator.sandbox.guard import Reservation, WriteWantedError
from emulator.settings import SettingsError, load_settings
from emulator.store.failing import StorageError
from emulator.store.postgresql.database import PostgresDatabase
from emulator.store.postgresql.statements import OFTEN, Statements
from emulator.upkeep.data_folder import DataFolderError
from tests import postgresql
from tests.container.starting import refusal, start
from tests.postgresql import Server
from tests.processes import serving
from tests.running import running
from tests.small_disk import small_disk
from tests.vendors.litmos.calling import OWNER, LitmosClient
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

TABLE_NAMES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
SHARED = {
    "console_session",
    "deleted_sandboxes",
    "journal_entry",
    "journal_head",
    "journal_mark",
    "rate_uses",
    "sandbox_use",
}
POST_TRIPS, GET_TRIPS = 12, 6

pytestmark = pytest.mark.skipif(not postgresql.ON_SERVER, reason="needs a PostgreSQL: scripts/test --store postgresql")


@pytest.fixture(scope="module")
def own() -> Iterator[Server]:
    """A server that may be stopped: nobody else's."""
    server = Server()
    yield server
    server.remove()


def why(data: Path, url: str) -> str:
    """Why the data folder cannot be opened with this database: one line."""
    with pytest.raises(DataFolderError) as refused:
        House(load_settings(data=data, database_url=url)).open()
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_a_database_that_cannot_be_used_is_refused_in_a_line(tmp_path: Path) -> None:
    server = postgresql.server()
    assert "Connection refused" in why(tmp_path / "1", "postgresql://me:secret@127.0.0.1:1/x")
    assert "secret" not in why(tmp_path / "2", "postgresql://me:secret@127.0.0.1:1/x")
    assert 'database "nowhere" does not exist' in why(tmp_path / "3", server.url("nowhere"))
    stranger = server.url("postgres").replace("postgres@", "stranger:secret@")
    assert 'role "stranger" does not exist' in why(tmp_path / "4", stranger)
    assert "invalid" in why(tmp_path / "5", "postgresql://me@/x?no_such=1")
    for number, password in enumerate(("a secret", "a/secret", "a@secret", "secret#", "%secret")):
        words = why(tmp_path / f"odd-{number}", f"postgresql://me:{password}@127.0.0.1:1/x")
        assert ("secret" in words, "percent-encoded" in words) == (False, True), words


def test_a_database_that_is_not_made_for_it_is_refused_in_a_line_and_left_alone(
    own: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for made in ("latin ENCODING 'LATIN1' TEMPLATE template0", "frozen", "strange", "half", "empty"):
        own.sql(f"CREATE DATABASE {made}")
    own.sql("CREATE ROLE reader LOGIN")
    own.sql("ALTER DATABASE frozen SET default_transaction_read_only = on")
    own.sql("CREATE TABLE sandbox_state (somebody_elses text)", "half")
    assert "not in UTF-8" in why(tmp_path / "1", own.url("latin"))
    assert "read-only transaction" in why(tmp_path / "2", own.url("frozen"))
    assert "permission denied" in why(tmp_path / "3", own.url("strange").replace("postgres@", "reader@"))
    assert "nothing was changed" in why(tmp_path / "4", own.url("half"))
    assert [name for (name,) in own.sql(TABLE_NAMES, "half") if name not in SHARED] == ["sandbox_state"]
    monkeypatch.setattr("emulator.store.postgresql.database.OLDEST", 99)
    assert "99 or newer is needed" in why(tmp_path / "5", own.url("empty"))
    assert own.sql(TABLE_NAMES, "empty") == []


def test_a_full_disk_of_the_server_is_told_of_and_what_was_acknowledged_is_there_when_it_has_space(
    own: Server, tmp_path: Path, client: httpx.Client
) -> None:
    with (
        TemporaryDirectory() as readable,
        small_disk(Path(readable) / "disk", 48) as disk,
    ):  # pytest's own are root's alone
        if disk is None:
            pytest.skip("only root can mount a small disk")
        disk.parent.chmod(0o755)
        os.chown(disk, own.folder.stat().st_uid, -1)
        own.sql(f"CREATE TABLESPACE small LOCATION '{disk}'")
        own.sql("CREATE DATABASE small TABLESPACE small")
        with running(tmp_path / "data", database_url=own.url("small")) as (root, _):
            world = World(root, "a", client)
            world.settings(litmos_rate_limit=None)
            kept = [_new_user(world, 0)]
            with suppress(OSError), (disk / "ballast").open("ab", buffering=0) as ballast:
                while ballast.write(bytes(2**16)):
                    pass
            while (answer := _ask(world, "POST", "/users", _form(len(kept)))).status_code == 201:
                kept.append(answer.json()["Id"])
            assert (answer.status_code, "XHTML" in answer.text) == (500, True), answer.text
            assert "No space left on device" in answer.headers["X-Emulator-Hint"]
            assert "No space left" in client.get(f"{root}/_emulator/ready").json()["reason"]
            (disk / "ballast").unlink()
            _until_ready(client, root)
            kept.append(_new_user(world, len(kept)))
            assert all(_ask(world, "GET", f"/users/{user}").status_code == 200 for user in kept)
        own.sql("DROP DATABASE small WITH (FORCE)")
        own.sql("DROP TABLESPACE small")


def test_tables_of_another_version_are_refused_and_left_alone(tmp_path: Path) -> None:
    url, name = postgresql.url_of(tmp_path), postgresql.name_of(tmp_path)
    server = postgresql.server()
    server.sql("UPDATE alembic_version SET version_num = '9999'", name)
    assert "written by a newer lms-emulator" in why(tmp_path / "1", url)
    server.sql("UPDATE alembic_version SET version_num = '0002'", name)
    assert "cannot be brought up to date" in why(tmp_path / "2", url)
    assert server.sql("SELECT version_num FROM alembic_version", name) == [("0002",)]


def test_a_url_of_something_else_is_refused_without_showing_its_password() -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings(database_url="mysql://me:secret@host/x")
    assert "postgresql://" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_the_command_says_what_is_wrong_with_the_database_and_ends_with_code_2(tmp_path: Path) -> None:
    line = refusal(start("--data", str(tmp_path), EMULATOR_DATABASE_URL="postgresql://me@127.0.0.1:1/x"))
    assert "EMULATOR_DATABASE_URL" in line


def test_a_server_that_goes_away_is_told_of_and_nothing_is_lost_when_it_is_back(
    own: Server, tmp_path: Path, client: httpx.Client
) -> None:
    own.sql("CREATE DATABASE one")
    with running(tmp_path, database_url=own.url("one")) as (root, _):
        world = World(root, "a", client)
        world.settings(litmos_rate_limit=None)
        kept = [_new_user(world, number) for number in range(3)]
        there = _ask(world, "GET", "/users").json()
        own.stop("immediate")
        for answer in (
            _ask(world, "GET", f"/users/{kept[0]}"),
            _ask(world, "POST", "/users", _form(9)),
            _ask(World(root, "new", client), "GET", "/users"),
        ):
            assert (answer.status_code, "XHTML" in answer.text) == (500, True), answer.text  # Litmos' own
            assert "PostgreSQL" in answer.headers["X-Emulator-Hint"]
        ready = client.get(f"{root}/_emulator/ready")
        assert (ready.status_code, ready.json()["ready"]) == (503, False)
        assert "PostgreSQL" in ready.json()["reason"]
        own.start()
        _until_ready(client, root)
        assert [_ask(world, "GET", f"/users/{user}").status_code for user in kept] == [200, 200, 200]
        assert _ask(world, "GET", "/users").json() == there
        _new_user(world, 9)


def test_what_was_acknowledged_is_there_after_a_kill(own: Server, tmp_path: Path, client: httpx.Client) -> None:
    own.sql("CREATE DATABASE two")
    environment = {"EMULATOR_DATABASE_URL": own.url("two"), "EMULATOR_LITMOS_RATE_LIMIT": "0"}
    with serving(tmp_path, **environment) as (root, process):
        kept = [_new_user(World(root, "a", client), number) for number in range(5)]
        process.kill()
    with serving(tmp_path, **environment) as (root, _):
        world = World(root, "a", client)
        assert all(_ask(world, "GET", f"/users/{user}").status_code == 200 for user in kept)
        assert _new_user(world, 9) not in kept


def test_a_reader_leaves_alone_what_another_thread_is_changing(tmp_path: Path) -> None:
    house = House(load_settings(data=tmp_path, database_url=postgresql.url_of(tmp_path)))
    house.open()
    sandbox = house.sandboxes.use("one")
    dealing, read = Event(), Event()

    def deal() -> list[int]:
        with sandbox.work() as work:
            numbers = [sandbox.ids.number("thing")]
            sandbox.save(work)
            dealing.set()
            assert read.wait(60)
            return [*numbers, sandbox.ids.number("thing")]

    def refuse() -> None:
        with sandbox.reading():
            raise ValueError("as a rule refuses")

    try:
        with ThreadPoolExecutor(1) as pool, sandbox.reading():
            numbers = pool.submit(deal)
            assert dealing.wait(60)
            with pytest.raises(ValueError, match="refuses"):
                refuse()
            with pytest.raises(WriteWantedError), sandbox.reading():
                sandbox.ids.number("thing")
            read.set()
            assert numbers.result() == [1, 2]
        with sandbox.work():
            assert sandbox.ids.number("thing") == 3
    finally:
        asyncio.run(house.close(here=False))


def test_a_file_that_a_killed_process_had_decided_to_put_in_place_is_put_there_by_another(
    tmp_path: Path, client: httpx.Client
) -> None:
    with running(tmp_path) as (root, _):
        _new_user(World(root, "a", client), 1)
        home = tmp_path / "files/sandboxes/a/1"
        (home / "staged").mkdir(parents=True)
        (home / "staged/7").write_text("new")
        row = "INSERT INTO file_change (sandbox, number, target, source) VALUES ('a', 7, 'jobs/1/x.txt', 'staged/7')"
        postgresql.server().sql(row, postgresql.name_of(tmp_path))
        began = time.monotonic()
        while not (home / "jobs/1/x.txt").exists():
            assert time.monotonic() - began < 30
            time.sleep(0.05)


WRITES = [
    ("PATCH", "settings", {"job_seconds": 1}),
    ("PUT", "clock", {"held": True}),
    ("POST", "reset", None),
    ("POST", "faults", {"match": {}, "do": {"status": 503}}),
    ("POST", "snapshots", {"name": "s"}),
    ("POST", "credentials", {"vendor": "litmos", "key": "k"}),
]


def test_a_control_call_that_waits_for_another_process_keeps_nobody_else_waiting(
    tmp_path: Path, client: httpx.Client
) -> None:
    with running(tmp_path) as (root, _), ThreadPoolExecutor(1) as pool:
        locked, free = World(root, "locked", client), World(root, "free", client)
        for world in (locked, free):
            assert _ask(world, "GET", "/users").status_code == 200
        for method, path, body in WRITES:
            url = f"{locked.root}/_emulator/{path}"
            with psycopg.connect(postgresql.url_of(tmp_path)) as other:
                other.execute("SELECT 1 FROM sandbox_state WHERE sandbox = 'locked' FOR UPDATE")
                waiting = pool.submit(httpx.request, method, url, json=body, timeout=60)
                for number in range(3):
                    free.control("PUT", "clock", json={"held": bool(number % 2)})
                    assert _ask(free, "GET", "/users").status_code == 200
                assert not waiting.done(), path
            assert waiting.result().is_success, path
        assert locked.control("GET", "credentials")["credentials"][0]["key"] == "k"
        assert len(locked.control("GET", "faults")["faults"]) == 1


HELD_SECONDS, ANSWER_SECONDS, ROUNDS = 1.5, 0.5, 3


def test_nobody_waits_while_a_call_or_a_job_meets_a_sandbox_that_another_process_has_locked(
    tmp_path: Path, client: httpx.Client
) -> None:
    """A fault rule is counted in a call and in a job, a job that was started goes on, and a control call has committed something before."""
    with running(tmp_path, job_seconds=0.2, litmos_rate_limit=0) as (root, _), ThreadPoolExecutor(4) as pool:
        locked, free = World(root, "locked", client), World(root, "free", client)
        for world in (locked, free):
            assert _ask(world, "GET", "/users").status_code == 200
        for on, do in (("calls", {"status": 503}), ("jobs", {"reason": "x"})):
            locked.control("POST", "faults", json={"on": on, "match": {}, "when": {"skip": 1000}, "do": do})
        # What the code does it does in each round, and what a busy machine does it does also when nothing is locked.
        longest, usual = [], []
        for number in range(ROUNDS):
            usual.append(_longest_answer(free))
            longest.append(_longest_answer_while_locked(locked, free, pool, tmp_path, number))
        assert min(longest) < ANSWER_SECONDS + max(usual)


def _longest_answer(world: World) -> float:
    """Seconds of the longest answer, of all within `HELD_SECONDS`."""
    began = asked = time.monotonic()
    longest = 0.0
    while asked - began < HELD_SECONDS:
        assert _ask(world, "GET", "/users").status_code == 200
        longest, asked = max(longest, time.monotonic() - asked), time.monotonic()
    return longest


def _longest_answer_while_locked(
    locked: World, free: World, pool: ThreadPoolExecutor, data: Path, number: int
) -> float:
    """The same while work waits for another sandbox, which another process has locked."""
    LitmosClient(locked).new_module(locked.sample("scorm12-minimal.zip"))
    copy = f"{locked.host}/_emulator/sandboxes/copy-{number}"
    with psycopg.connect(postgresql.url_of(data)) as other:
        other.execute("SELECT 1 FROM sandbox_state WHERE sandbox = 'locked' FOR UPDATE")
        key = {"apikey": OWNER}
        calls = [
            pool.submit(httpx.get, f"{locked.litmos}/users", params={"source": "x"}, headers=key, timeout=60),
            pool.submit(httpx.post, f"{locked.root}/_emulator/clock/advance", json={"seconds": 60}, timeout=60),
            pool.submit(httpx.post, copy, json={"from": "locked"}, timeout=60),
        ]
        longest = _longest_answer(free)
    assert [each.result().status_code for each in calls] == [200, 200, 201]
    return longest


def test_a_control_call_that_others_are_always_ahead_of_is_refused_and_keeps_nobody_else_waiting(
    tmp_path: Path, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def be_late(self: House, name: str) -> Reservation:
        await asyncio.sleep(0)
        return Reservation(name, lambda: None)

    monkeypatch.setattr(app, "PATIENCE", 0.3)
    monkeypatch.setattr(House, "wait_for", be_late)
    with running(tmp_path) as (root, _):
        locked = World(root, "locked", client)
        assert _ask(locked, "GET", "/users").status_code == 200
        with psycopg.connect(postgresql.url_of(tmp_path)) as other:
            other.execute("SELECT 1 FROM sandbox_state WHERE sandbox = 'locked' FOR UPDATE")
            refused = client.post(f"{locked.root}/_emulator/reset")
        assert (refused.status_code, "locked is busy" in refused.json()["error"]) == (503, True)
        locked.control("POST", "reset")


def test_a_crash_of_the_server_does_not_make_a_sandbox_idle_that_another_process_uses(
    tmp_path: Path, client: httpx.Client, own: Server
) -> None:
    own.sql("CREATE DATABASE used")
    with running(tmp_path, database_url=own.url("used")) as (root, app):
        client.get(f"{root}/~v/_emulator/clock").raise_for_status()
        time.sleep(0.3)
        assert "v" in app.house.sandboxes.idle(0.2)
        # Another process uses it, from now on for an hour.
        own.sql("INSERT INTO sandbox_use VALUES ('v', now() + interval '1 hour')", "used")
        assert "v" not in app.house.sandboxes.idle(0.2)
        own.stop("immediate")
        own.start()
        _until_ready(client, root)
        assert "v" not in app.house.sandboxes.idle(0.2)


def _form(number: int) -> dict[str, Any]:
    return {"UserName": f"u{number}@example.com", "FirstName": "Ann", "LastName": "Bee"}


def _ask(world: World, method: str, path: str, body: Any = None) -> httpx.Response:
    return LitmosClient(world).call(method, path, json=body)


def _new_user(world: World, number: int) -> str:
    made = _ask(world, "POST", "/users", _form(number))
    assert made.status_code == 201, made.text
    return str(made.json()["Id"])


def _until_ready(client: httpx.Client, root: str) -> None:
    began = time.monotonic()
    while client.get(f"{root}/_emulator/ready").status_code != 200:
        assert time.monotonic() - began < 30
        time.sleep(0.05)


def test_a_post_and_a_get_make_few_round_trips(
    tmp_path: Path, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    execute = Statements.execute

    def counted(self: Statements, sql: str, arguments: Sequence[Any]) -> Any:
        made.append(sql)
        return execute(self, sql, arguments)

    def fewest(act: Callable[[int], object]) -> list[str]:
        """The statements of one act: those of the try that saw the fewest, since the start and the journal run theirs beside some."""
        tries = []
        for number in range(5):
            made.clear()
            act(number)
            tries.append(list(made))
        return min(tries, key=len)

    monkeypatch.setattr(Statements, "execute", counted)
    for pause in ("upkeep.housekeeping.PAUSE", "jobs.worker.SHARED_PAUSE"):
        monkeypatch.setattr(f"emulator.{pause}", 3600)  # on a busy machine they would run beside each try
    with running(tmp_path, database_url=postgresql.url_of(tmp_path)) as (root, _):
        world = World(root, "a", client)
        kept = _new_user(world, 0)
        posted = fewest(lambda number: _new_user(world, number + 1))
        assert 0 < len(posted) <= POST_TRIPS, "\n".join(posted)
        got = fewest(lambda _: _ask(world, "GET", f"/users/{kept}"))
        assert 0 < len(got) <= GET_TRIPS, "\n".join(got)


def test_a_connection_that_the_server_has_ended_is_made_anew_before_anybody_notices(tmp_path: Path) -> None:
    database = PostgresDatabase(postgresql.url_of(tmp_path), tmp_path)
    try:
        (pid,) = database.execute("SELECT pg_backend_pid()", ()).fetchone()
        for _ in range(2 * OFTEN):  # some of them prepared, on either connection
            assert database.execute("SELECT $1::text, $2::text", ["a\0b", None]).fetchall() == [("a\0b", None)]
        postgresql.server().sql(f"SELECT pg_terminate_backend({pid})")
        for _ in range(2 * OFTEN):
            assert database.execute("SELECT $1::text, $2::text", ["a\0b", None]).fetchone() == ("a\0b", None)
        assert database.execute("SELECT pg_backend_pid()", ()).fetchone() != (pid,)
    finally:
        database.close()


def test_a_server_that_was_found_to_be_well_again_is_called_at_once(
    own: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("emulator.store.postgresql.database.TRY_SECONDS", 3600)  # however long its start takes
    own.sql("CREATE DATABASE back")
    database = PostgresDatabase(own.url("back"), tmp_path)
    try:
        own.stop("immediate")
        with pytest.raises(StorageError):
            database.execute("SELECT 1", ())
        own.start()
        assert any(database.probe() for _ in range(10))  # the first finds its own connection ended
        assert database.execute("SELECT 1", ()).fetchone() == (1,)
    finally:
        database.close()


def test_the_first_claim_after_the_server_was_away_goes_well(own: Server, tmp_path: Path) -> None:
    own.sql("CREATE DATABASE claimed")
    database = PostgresDatabase(own.url("claimed"), tmp_path)
    try:
        assert database.peers.claim("one")
        own.stop("immediate")
        with pytest.raises(StorageError):
            database.peers.claim("two")
        own.start()
        assert database.peers.claim("two")
        own.stop("immediate")
        own.start()  # which nothing here has noticed
        assert database.peers.claim("three")
        assert not database.peers.claim("one")
    finally:
        database.close()


def test_a_commit_of_which_nobody_knows_whether_it_was_done_keeps_its_files(
    tmp_path: Path, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost: list[bool] = []
    execute = Statements.execute

    def lose(self: Statements, sql: str, arguments: Sequence[Any]) -> Any:
        found = execute(self, sql, arguments)
        if sql == "COMMIT" and lost and lost.pop():
            raise psycopg.OperationalError("server closed the connection unexpectedly")
        return found

    monkeypatch.setattr(Statements, "execute", lose)
    with running(tmp_path, database_url=postgresql.url_of(tmp_path), job_mode="step") as (root, _):
        cloud = ScormCloudClient(World(root, "a", client))
        assert cloud.get("/courses")["courses"] == []
        lost.append(True)
        assert "server closed the connection" in cloud.upload("C1").headers["X-Emulator-Hint"]
        while cloud.get("/courses/importJobs/EMULATOR01C1")["status"] == "RUNNING":
            pass
        assert cloud.get("/courses/C1")["title"]


def test_a_second_connection_that_the_server_has_ended_is_made_anew_within_a_transaction(tmp_path: Path) -> None:
    database = PostgresDatabase(postgresql.url_of(tmp_path), tmp_path)
    try:
        for _ in range(2):
            database.begin()
            (pid,) = database.aside("SELECT pg_backend_pid()", ()).fetchone()
            postgresql.server().sql(f"SELECT pg_terminate_backend({pid})")
            assert database.aside("SELECT $1::text", ["a"]).fetchall() == [("a",)]
            database.rollback()
    finally:
        database.close()
