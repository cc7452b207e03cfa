"""What is counted with every call: a look into a dictionary and two additions. The text for Prometheus is made when it is asked for."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import field

from emulator.light.records import dataclass

BOUNDS = (0.5, 1.0, 2.5, 5.0, 10.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1000.0, 2500.0, 10_000.0)
"""Milliseconds: up to each of them is a bucket of the histogram, and one is for what takes longer."""
_BUCKETS = len(BOUNDS) + 1

Key = tuple[str, str, int]
"""Whose call it was, which operation (empty if none), and the status. There are as many as the contracts have."""


class CallCounts:
    """Calls by vendor, operation and status since the start, and how long they took."""

    __slots__ = ("_rows",)

    def __init__(self) -> None:
        self._rows: dict[Key, list[float]] = {}

    def count(self, vendor: str, operation: str, status: int, milliseconds: float) -> None:
        """Count a call."""
        key = (vendor, operation, status)
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = [0.0] * (_BUCKETS + 1)
        row[bisect_left(BOUNDS, milliseconds)] += 1
        row[-1] += milliseconds

    def totals(self) -> Iterator[tuple[Key, float]]:
        """How many calls there were of each kind."""
        return ((key, sum(row[:-1])) for key, row in list(self._rows.items()))

    def latencies(self) -> dict[str, list[float]]:
        """Of each vendor, the calls in each bucket, and at the end the milliseconds of all."""
        found: dict[str, list[float]] = {}
        for (vendor, _, _), row in list(self._rows.items()):
            of_vendor = found.setdefault(vendor, [0.0] * len(row))
            for at, count in enumerate(row):
                of_vendor[at] += count
        return found


@dataclass(slots=True)
class Stalls:
    """How often the event loop stood still since the start, and for how many seconds."""

    count: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Counted:
    """All that is counted since the start."""

    calls: CallCounts = field(default_factory=CallCounts)
    stalls: Stalls = field(default_factory=Stalls)
