"""The rolling window, in memory and in the rows of a database that several processes share."""

import random  # noqa: TID251 - with a seed
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from emulator.sandbox.rates import Limit, RollingWindow
from emulator.sandbox.shared_rates import EXACT, SharedWindow
from tests import postgresql

SECONDS = 60
LIMIT = Limit("limit", SECONDS, "key", "")


@contextmanager
def shared(folder: Path) -> Iterator[SharedWindow]:
    """A window in rows."""
    from emulator.store.postgresql.database import PostgresDatabase

    database = PostgresDatabase(postgresql.url_of(folder), folder)
    try:
        yield SharedWindow(database, "one", LIMIT)
    finally:
        database.close()


def counts_exactly(window: RollingWindow) -> None:
    assert [window.admit("key", at, limit=2) for at in (0.0, 30.0, 59.9, 60.0, 60.1, 90.0)] == [
        True,
        True,
        False,
        True,
        False,
        True,
    ]


def keeps_keys_apart(window: RollingWindow) -> None:
    assert window.admit("a", 0.0, limit=1)
    assert not window.admit("a", 1.0, limit=1)
    assert window.admit("b", 1.0, limit=1)
    assert window.admit("a", 60.0, limit=1)
    assert window.used(60.5) == {"a": 1, "b": 1}


def exhausts(window: RollingWindow) -> None:
    window.exhaust("a", 0.0)
    assert (window.admit("a", 59.9, limit=9), window.admit("b", 59.9, limit=9)) == (False, True)
    assert window.admit("a", 60.0, limit=9)
    window.exhaust(None, 60.0)
    assert not window.admit("c", 61.0, limit=9)
    window.lift(None)
    assert window.admit("c", 61.0, limit=1)
    assert window.used(61.0) == {"c": 1}
    window.exhaust("z", 61.0)
    window.exhaust("a", 0.0)
    window.exhaust(None, 61.0)  # which is told of it once, not of each key that ever was
    assert list(window.used(62.0).items()) == [("c", 1), ("z", 0)]


def counts_before_1970(window: RollingWindow) -> None:
    window.exhaust("other", -900.0)
    assert [window.admit("key", at, limit=2) for at in (-500.0, -470.0, -440.1, -440.0)] == [True, True, False, True]
    assert not window.is_exhausted("key", -440.0)
    assert window.used(-440.0) == {"key": 2}


CASES = (counts_exactly, keeps_keys_apart, exhausts, counts_before_1970)


@pytest.mark.parametrize("case", CASES)
def test_a_window_counts_uses_of_each_key_for_exactly_its_length(case: Callable[[RollingWindow], None]) -> None:
    case(RollingWindow(SECONDS))


@pytest.mark.skipif(not postgresql.ON_SERVER, reason="the rows are of PostgreSQL")
def test_a_shared_window_counts_as_one_in_memory_does_and_does_not_grow_with_many_uses(tmp_path: Path) -> None:
    with shared(tmp_path) as window:
        for case in CASES:
            case(window)
            window.lift(None)
        chance, now, memory = random.Random(1), 0.0, RollingWindow(SECONDS)
        for _ in range(600):
            now += chance.expovariate(4)  # twice what is allowed, so that half is refused
            assert window.admit("key", now, 120) == memory.admit("key", now, 120)
        assert window.used(now) == memory.used(now)
        for at in range(4 * EXACT):
            assert window.admit("busy", now + at * 0.01, 10**6)
        later = now + 4 * EXACT * 0.01
        assert window.used(later)["busy"] == 4 * EXACT
        assert window.used(later + SECONDS - 0.3)["busy"] == pytest.approx(
            30, abs=30
        )  # those that share a time end with the first
        query = "SELECT cardinality(times) FROM rate_uses WHERE key = 'busy'"
        assert postgresql.server().sql(query, postgresql.name_of(tmp_path))[0][0] < 1.5 * EXACT


@pytest.mark.skipif(not postgresql.ON_SERVER, reason="the rows are of PostgreSQL")
def test_a_use_takes_the_place_of_the_one_before_in_the_table(tmp_path: Path) -> None:
    with shared(tmp_path) as window:
        for at in range(3000):
            assert window.admit("busy", at * 0.05, 10**6)
    (size,) = postgresql.server().sql("SELECT pg_total_relation_size('rate_uses')", postgresql.name_of(tmp_path))[0]
    assert size < 200_000
