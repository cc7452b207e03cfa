"""What it takes to find an operation and its function by a path: the dearest of all operations of all vendors."""

import re
import time

from emulator.vendors import every_vendor
from emulator.vendors.vendor import Vendor
from tests.bench.table import Row

TURNS, TIMES = 5, 200
MOST_US = 10.0
PARAMETER = re.compile(r"\{[^}]+\}")


def rows() -> list[Row]:
    """The goal: the dearest, in processor time."""
    took = {f"{vendor.name} {name}": us for vendor in every_vendor() for name, us in _of(vendor).items()}
    dearest = max(took, key=lambda name: took[name])
    return [Row("routing, the dearest of all operations", took[dearest], "us", most=MOST_US, note=dearest)]


def _of(vendor: Vendor) -> dict[str, float]:
    """The microseconds of each operation, the best of some turns."""
    asked = {each.id: (each.method, PARAMETER.sub("an-id", each.path)) for each in vendor.contract.operations.values()}
    return {name: min(_turn(vendor, *each) for _ in range(TURNS)) for name, each in asked.items()}


def _turn(vendor: Vendor, method: str, path: str) -> float:
    started = time.thread_time_ns()
    for _ in range(TIMES):
        found = vendor.operation_at(method, path)
        assert found is not None
        vendor.router.of(found)
    return (time.thread_time_ns() - started) / 1000 / TIMES
