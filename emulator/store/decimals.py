"""Arithmetic on the numbers of documents: 0.1 and 0.2 make 0.3, as anybody who reads the document would add them.

A float stands for the shortest decimal that is read as it, which is what JSON shows. Adding the floats themselves would add what is
left of them in binary, and 60 seconds in seven parts would make 59.99999999999999.
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


def mean(numbers: Sequence[float]) -> float:
    """The mean of finite numbers; 0 of none."""
    return float(sum(map(decimal_of, numbers), Decimal()) / len(numbers)) if numbers else 0.0


def difference(whole: float, part: float) -> float:
    """The whole without the part."""
    return float(decimal_of(whole) - decimal_of(part))


def hundredths(number: float) -> int:
    """A number in hundredths, halves rounded up: how spans of time are written."""
    return int((decimal_of(number) / HUNDREDTH).to_integral_value(ROUND_HALF_UP))


def shares(whole: float, parts: int) -> list[float]:
    """A number in nearly equal parts that make it up again, and are hundredths as far as it is."""
    each = int(decimal_of(whole) / HUNDREDTH) // parts * HUNDREDTH
    left = decimal_of(whole) - each * parts
    found = []
    for _ in range(parts):
        more = min(left, HUNDREDTH)
        left -= more
        found.append(each + more)
    found[0] += left
    return [float(share) for share in found]
