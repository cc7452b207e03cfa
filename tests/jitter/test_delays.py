"""The random delays of `--jitter`: the same for the same seed and test, and not for ever."""

import os
import subprocess
import sys

import pytest

from tests.jitter.delays import BUDGET, DICE, LONGEST


def dealt(what: str, times: int = 50) -> list[float]:
    """The delays of a test."""
    DICE.start(what)
    return [DICE.seconds(0.5) for _ in range(times)]


def test_a_seed_deals_the_same_delays_again_and_another_seed_or_test_others() -> None:
    try:
        first = dealt("client:1 test_a")
        assert dealt("client:1 test_a") == first
        assert len({tuple(dealt(what)) for what in ("client:1 test_a", "client:2 test_a", "client:1 test_b")}) == 3
        assert {0 <= seconds <= LONGEST for seconds in first} == {True}
        assert 10 < first.count(0.0) < 40
        assert BUDGET <= sum(dealt("client:1 test_a", 1000)) < BUDGET + LONGEST
    finally:
        DICE.start("")


@pytest.mark.parametrize(
    ("store", "module"), [("sqlite", "emulator.store.database"), ("postgresql", "emulator.store.postgresql.database")]
)
def test_commits_are_late_on_both_stores(store: str, module: str) -> None:
    name = "Database" if store == "sqlite" else "PostgresDatabase"
    program = f"from tests.jitter import delays; delays.begin('server:1'); from {module} import {name} as d; d._flush.__wrapped__"
    environment = {**os.environ, "TEST_STORE": store}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_to_be_late_must_be_known() -> None:
    command = [sys.executable, "-m", "pytest", "-n0", "--jitter", "clint:1", __file__]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert refused.returncode == 4
    assert "--jitter clint:1: client:SEED or server:SEED" in refused.stderr
