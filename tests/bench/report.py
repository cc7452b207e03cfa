"""docs/performance.md: what one run of `scripts/bench` measured, as tables."""

import os
import platform
from collections.abc import Sequence
from pathlib import Path

from tests.bench.load import WRK
from tests.bench.operations import Timed
from tests.bench.table import Row

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
SLOWEST = 15


def write(rows: Sequence[Row], timed: Sequence[Timed], others: float, *, quick: bool) -> None:
    """Write the page anew."""
    PAGE.write_text(page(rows, timed, others, quick=quick))


def page(rows: Sequence[Row], timed: Sequence[Timed], others: float, *, quick: bool) -> str:
    """The page: where it was measured, each figure with its goal, and the operations by vendor."""
    load = "wrk" if WRK else "a client of the benchmark's own"
    where = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    told = f"Measured on {where}, a short run" if quick else f"Measured on {where}"
    parts = [
        "# Performance",
        "Written by `scripts/bench --report`. Only ratios within one run mean something on another machine.",
        f"{told}; load by {load} over 16 connections; journal, authentication and limiter on. Others used {others:.2f} cores.",
        "## Figures and goals",
        _table(("measured", "figure", "goal", ""), [row.cells() for row in rows]),
        "## Operations, in process",
        "Processor time of the call of each operation in the emulator's own process, the best of some, in worlds of 500 to 650 rows.",
        _table(("of", "calls", "median ms", "slowest ms", "which"), _by_vendor(timed)),
        f"The {SLOWEST} slowest:",
        _table(("operation", "ms"), [(f"{each.vendor} `{each.name}`", f"{each.took:.2f}") for each in _slowest(timed)]),
    ]
    return "\n\n".join(parts) + "\n"


def _slowest(timed: Sequence[Timed]) -> list[Timed]:
    return sorted(timed, key=lambda each: -each.took)[:SLOWEST]


def _by_vendor(timed: Sequence[Timed]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for vendor in dict.fromkeys(each.vendor for each in timed):
        took = sorted((each for each in timed if each.vendor == vendor), key=lambda each: each.took)
        middle, last = took[len(took) // 2], took[-1]
        found.append((vendor, str(len(took)), f"{middle.took:.2f}", f"{last.took:.2f}", f"`{last.name}`"))
    return found


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join("| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in rows)
