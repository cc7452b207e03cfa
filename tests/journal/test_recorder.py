"""Entries of journals that processes share, written together and announced together."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from emulator.journal import recorder as recording
from emulator.journal.journals import Journals
from emulator.journal.recorder import PAUSE, Recorder
from emulator.journal.shared_journal import SharedJournal
from emulator.store.failing import is_locked
from emulator.store.postgresql.database import PostgresDatabase
from emulator.store.postgresql.sessions import connect
from emulator.store.postgresql.statements import Statements
from tests import postgresql
from tests.journal.test_journal import entry

pytestmark = pytest.mark.skipif(not postgresql.ON_SERVER, reason="the rows are of PostgreSQL")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[PostgresDatabase]:
    database = PostgresDatabase(postgresql.url_of(tmp_path), tmp_path)
    yield database
    database.close()


def journals(database: PostgresDatabase, *names: str, limit: int = 10**9) -> list[SharedJournal]:
    return [SharedJournal(Journals(limit), database, name, kept_longest=name == "kept") for name in names]


async def write(recorder: Recorder, journals: list[SharedJournal], body: bytes = b"x") -> list[int]:
    return await asyncio.gather(*(recorder.write(journal, entry(journal, body)) for journal in journals))


def kept(database: PostgresDatabase) -> dict[str, list[int]]:
    rows = database.execute(
        "SELECT of, array_agg(number ORDER BY number) FROM journal_entry GROUP BY of", ()
    ).fetchall()
    return dict(rows)


def test_entries_that_come_together_are_written_by_one_statement_and_numbered_in_each_journal(
    database: PostgresDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    aside = database.aside

    def counted(sql: str, values: list[Any], **how: Any) -> Any:
        made.append(sql)
        return aside(sql, values, **how)

    monkeypatch.setattr(database, "aside", counted)
    a, b, again = journals(database, "a", "b", "a")
    assert asyncio.run(write(Recorder(database), [a, b, b, a, again])) == [1, 1, 2, 2, 3]
    assert made == [recording._WRITE]
    assert kept(database) == {"a": [1, 2, 3], "b": [1, 2]}


def test_an_entry_that_cannot_be_written_keeps_no_other_from_it(database: PostgresDatabase) -> None:
    a, b = journals(database, "a", "b")
    database.execute("INSERT INTO journal_head VALUES ('b', 0, 0, now(), false)", ())
    database.execute("INSERT INTO journal_entry VALUES ('b', 1, 1, '')", ())  # whose number is taken
    assert asyncio.run(write(Recorder(database), [a, b])) == [1, 0]
    assert kept(database)["a"] == [1]


def test_entries_are_announced_at_once_and_then_at_most_once_in_a_pause(
    database: PostgresDatabase, tmp_path: Path
) -> None:
    with connect(postgresql.url_of(tmp_path)) as other:
        other.execute("LISTEN lms_emulator")

        async def many() -> None:
            recorder, (a, b) = Recorder(database), journals(database, "a", "b")
            await write(recorder, [a])
            began = time.monotonic()
            assert len(list(other.notifies(timeout=30, stop_after=1))) == 1  # without a pause
            for _ in range(40):
                await write(recorder, [a, b])
            heard = list(other.notifies(timeout=0.2))
            pauses = (time.monotonic() - began) / PAUSE
            assert len(heard) <= 2 * (pauses + 1), (len(heard), pauses)
            told, until = "", time.monotonic() + 30  # what was left came after the pause
            while not ('"a"' in told and '"b"' in told) and time.monotonic() < until:
                await asyncio.sleep(PAUSE)
                heard += other.notifies(timeout=0.2)
                told = str([notice.payload for notice in heard])
            assert '"a"' in told
            assert '"b"' in told
            await write(recorder, [a])  # after the pause: at once again
            assert len(list(other.notifies(timeout=30, stop_after=1))) == 1

        asyncio.run(many())


def test_all_journals_together_lose_the_oldest_entries_of_those_that_were_written_to_longest_ago(
    database: PostgresDatabase,
) -> None:
    first, second, longest = listed = journals(database, "first", "second", "kept")
    recorder = Recorder(database)
    for journal in (longest, first, second):
        asyncio.run(write(recorder, [journal] * 4))
    size = int(database.execute("SELECT max(size) FROM journal_entry", ()).fetchone()[0])
    for limit, left in ((12, (4, 4, 4)), (11, (3, 4, 4)), (6, (0, 2, 4)), (3, (0, 0, 3))):
        first._journals.limit = limit * size
        first.make_room_in_all()
        numbers = {journal.sandbox: list(range(5 - many, 5)) for journal, many in zip(listed, left, strict=True)}
        assert kept(database) == {name: found for name, found in numbers.items() if found}, limit


def test_a_journal_loses_its_oldest_entries_when_they_are_too_large(
    database: PostgresDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("emulator.journal.shared_journal.BYTE_LIMIT", 50_000)
    monkeypatch.setattr(recording, "BYTE_LIMIT", 50_000)
    (journal,) = journals(database, "a")
    recorder = Recorder(database)
    for _ in range(30):
        asyncio.run(write(recorder, [journal], b"x" * 5_000))
    assert 8 <= len(kept(database)["a"]) <= 11
    assert kept(database)["a"][-1] == 30


@pytest.mark.parametrize("is_done", [True, False])
def test_an_entry_is_written_once_if_the_connection_is_lost_before_or_after_the_server_has_written_it(
    database: PostgresDatabase, monkeypatch: pytest.MonkeyPatch, *, is_done: bool
) -> None:
    (journal,) = journals(database, "a")
    recorder = Recorder(database)
    assert asyncio.run(write(recorder, [journal])) == [1]
    execute, losing = Statements.execute, [True]

    def lose(self: Statements, sql: str, arguments: Any) -> Any:
        if sql != recording._WRITE or not losing:
            return execute(self, sql, arguments)
        losing.clear()
        if is_done:
            execute(self, sql, arguments)
        self.connection.close()
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(Statements, "execute", lose)
    assert asyncio.run(write(recorder, [journal] * 2)) == [2, 3]
    assert asyncio.run(write(recorder, [journal])) == [4]
    assert kept(database) == {"a": [1, 2, 3, 4]}


def test_a_journal_that_another_process_has_locked_keeps_those_of_other_sandboxes_from_nothing(
    database: PostgresDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = journals(database, "a", "b")
    waits: list[bool] = []

    def counted(error: Exception) -> bool:
        waits.append(is_locked(error))
        return waits[-1]

    monkeypatch.setattr(recording, "is_locked", counted)

    async def run() -> None:
        recorder = Recorder(database)
        assert await write(recorder, [a, b]) == [1, 1]
        with connect(postgresql.url_of(tmp_path)) as other:
            other.execute("BEGIN")
            other.execute("SELECT 1 FROM journal_head WHERE of = 'a' FOR UPDATE")
            waiting = asyncio.ensure_future(write(recorder, [a, a]))
            await asyncio.sleep(0)
            assert await write(recorder, [b]) == [2]
            waited = len(waits)
            for number in range(10):
                assert await write(recorder, [b]) == [3 + number]
            assert (waited > 0, len(waits)) == (True, waited), "one waits for the lock once, and from then on none does"
            assert not waiting.done()
            other.execute("ROLLBACK")
            assert await write(recorder, [a]) == [4]
            assert await waiting == [2, 3]

    asyncio.run(run())


def test_after_a_crash_of_the_server_a_journal_has_the_entries_that_there_are_however_many_they_have_become(
    tmp_path: Path,
) -> None:
    server = postgresql.Server()
    try:
        server.sql("CREATE DATABASE crashing")
        ours = PostgresDatabase(server.url("crashing"), tmp_path)
        ours.peers.started()
        theirs = PostgresDatabase(server.url("crashing"), tmp_path)
        writing, reading = journals(ours, "a")[0], journals(theirs, "a")[0]
        asyncio.run(write(Recorder(ours), [writing] * 2, b"old"))
        assert [each.request_body for each in reading] == [b"old"] * 2
        server.stop("immediate")
        server.start()
        assert asyncio.run(write(Recorder(ours), [writing] * 3, b"new")) == [1003, 1004, 1005], "no number comes again"
        for journal in (reading, writing):
            assert [each.request_body for each in journal] == [b"new"] * 3
        ours.close()
        theirs.close()
    finally:
        server.remove()
