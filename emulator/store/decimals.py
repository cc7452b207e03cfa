"""Decimal arithmetic on the numbers of documents: 0.1 and 0.2 make 0.3.

A float stands for the shortest decimal that is read as it, as in JSON. Binary addition would show rounding errors: 60 seconds in seven
parts would make 59.99999999999999.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

HUNDREDTH = Decimal("0.01")


def decimal_of(number: float) -> Decimal:
    """The decimal that a float stands for."""
    return Decimal(repr(number))


def total(numbers: Iterable[float]) -> float:
    """The sum of finite numbers."""
    return float(sum(map(decimal_of, numbers), Decimal()))


def total_of_counted(counted: Iterable[tuple[float, int]]) -> float:
    """The sum of finite numbers, each with how many times it is there."""
    return float(sum((decimal_of(number) * times for number, times in counted), Decimal()))


def mean(numbers: Sequence[float]) -> float:
    """The mean of finite numbers; 0 for an empty list."""
    return float(sum(map(decimal_of, numbers), Decimal()) / len(numbers)) if numbers else 0.0


def difference(whole: float, part: float) -> float:
    """`whole` minus `part`."""
    return float(decimal_of(whole) - decimal_of(part))


def hundredths(number: float) -> int:
    """A number in hundredths, halves rounded up, as durations are written."""
    return int((decimal_of(number) / HUNDREDTH).to_integral_value(ROUND_HALF_UP))


def shares(whole: float, parts: int) -> list[float]:
    """Split a number into nearly equal parts that add up to it; whole hundredths as far as possible."""
    each = int(decimal_of(whole) / HUNDREDTH) // parts * HUNDREDTH
    left = decimal_of(whole) - each * parts
    found = []
    for _ in range(parts):
        more = min(left, HUNDREDTH)
        left -= more
        found.append(each + more)
    found[0] += left
    return [float(share) for share in found]
