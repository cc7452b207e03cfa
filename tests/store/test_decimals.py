"""Numbers of documents add up as they are written."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulator.store import decimals

patiently = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no failure
TIMES = st.integers(0, 10_000_000).map(lambda number: number / 1000)


@patiently
@given(st.lists(TIMES, max_size=30))
def test_a_sum_is_that_of_the_decimals(numbers: list[float]) -> None:
    assert repr(decimals.total(numbers)) == repr(float(sum(Decimal(str(number)) for number in numbers)))


@pytest.mark.parametrize(("numbers", "total"), [([0.1] * 3, 0.3), ([], 0.0), ([1, 2.5], 3.5), ([1.1, 2.2], 3.3)])
def test_tenths_add_up(numbers: list[float], total: float) -> None:
    assert decimals.total(numbers) == total


@patiently
@given(TIMES, st.integers(1, 40))
def test_the_shares_of_a_number_make_it_up_again(whole: float, parts: int) -> None:
    found = decimals.shares(whole, parts)
    assert (len(found), decimals.total(found)) == (parts, whole)
    assert max(found) - min(found) < 0.021


def test_differences_means_and_hundredths_are_exact() -> None:
    assert decimals.difference(0.3, 0.1) == 0.2
    assert (decimals.mean([0.1, 0.2, 0.3]), decimals.mean([])) == (0.2, 0.0)
    assert [decimals.hundredths(number) for number in (1.005, 0.285, 2.675, 60.0)] == [101, 29, 268, 6000]
