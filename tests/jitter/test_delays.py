"""The random delays of `--jitter`: the same for the same seed and test, and not for ever."""

import subprocess
import sys

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


def test_what_is_to_be_late_must_be_known() -> None:
    command = [sys.executable, "-m", "pytest", "-n0", "--jitter", "clint:1", __file__]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert refused.returncode == 4
    assert "--jitter clint:1: client:SEED or server:SEED" in refused.stderr
