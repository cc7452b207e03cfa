"""`scripts/bench`: measures, and prints the table. No test: figures depend on the machine, so only ratios within a run count."""

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

from tests.bench import (
    at_scale,
    background,
    footprint,
    growth,
    on_postgresql,
    operations,
    report,
    routing,
    sandboxes,
    single,
    start,
)
from tests.bench.console import console
from tests.bench.files import large_package, uploads
from tests.bench.load import WRK
from tests.bench.peers import npm, others, prism
from tests.bench.requests import Effort, observation, rates
from tests.bench.servers import bare, emulator
from tests.bench.table import Row, printed

QUICK = Effort(rounds=2, seconds=1, starts=2, resets=50)
FULL = Effort(rounds=7, seconds=2, starts=5, resets=200)


def main() -> None:
    """Parse the options, measure, print."""
    given = _options()
    if given.operations or given.growth:
        rows = given.rows or (at_scale.SOME if given.quick else at_scale.MANY)
        print(printed(_in_process(given.growth, rows, given.of)))
        return
    effort = QUICK if given.quick else FULL
    if given.peers:
        npm.install(*npm.PACKAGES)
    load = "wrk" if WRK else "a client of our own (Debian's package wrk loads harder)"
    print(
        f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}; load by {load}",
        file=sys.stderr,
    )
    with tempfile.TemporaryDirectory(prefix="lms-emulator-bench-") as name:
        folder = Path(name)
        alone = {
            "console": console,
            "observation": observation,
            "package": large_package.large_package,
            "postgresql": on_postgresql.scaled,
            "sandboxes": sandboxes.sandboxes,
            "single": single.single,
            "uploads": uploads.uploads,
        }
        chosen = [measure(folder, effort) for name, measure in alone.items() if getattr(given, name)]
        if chosen:
            print(printed([row for rows in chosen for row in rows]))
            return
        rows = start.starts(folder, effort)
        if given.start:
            print(printed(rows))
            return
        with (
            emulator(folder / "data") as ours,
            bare() as yardstick,
            prism.prism(folder) as peer,
            others.peers(folder) as further,
        ):
            measured, busy = rates(ours, yardstick, peer, further, effort)
            rows += measured
            rows += footprint.resets(ours, effort)
            rows += footprint.forks(ours, effort)
        rows += observation(folder, effort)
        rows += console(folder, effort)
        rows += on_postgresql.scaled(folder, effort)
        rows += single.single(folder, effort)
        rows += footprint.upload(folder)
        rows += uploads.uploads(folder, effort)
        if given.large:
            for measure in (growth.users, growth.statements, background.bulk_import, background.package_import):
                rows += measure(folder)
    if given.report:
        found = operations.timed()
        rows += [*operations.rows(found), *routing.rows()]
        report.write(rows, found, busy, quick=given.quick)
    print(printed(rows))
    if busy > 0.12:
        print(f"Not to be trusted: others used {busy:.2f} cores meanwhile.")


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="scripts/bench", description="Measures the emulator beside its yardsticks.")
    options.add_argument("--quick", action="store_true", help="fewer and shorter rounds")
    options.add_argument("--large", action="store_true", help="lists of many rows, and requests during large jobs, too")
    options.add_argument(
        "--console", action="store_true", help="the console alone: its first paint, and a hundred of it open"
    )
    options.add_argument(
        "--postgresql",
        action="store_true",
        help="what PostgreSQL costs beside SQLite, and what two processes bring, alone",
    )
    options.add_argument(
        "--observation", action="store_true", help="what journal, faults and limits cost a GET, alone: half a minute"
    )
    options.add_argument("--start", action="store_true", help="the start and its memory alone: half a minute")
    options.add_argument(
        "--package", action="store_true", help="a package of 1 GB alone; needs 5 GB of temporary space, and a minute"
    )
    options.add_argument("--sandboxes", action="store_true", help="the memory of a thousand sandboxes, alone")
    options.add_argument("--single", action="store_true", help="POSTs at one connection, and EMULATOR_SYNC=full, alone")
    options.add_argument("--uploads", action="store_true", help="uploads of 5 MB beside moto's, alone")
    options.add_argument(
        "--peers",
        action="store_true",
        help="install Prism, json-server and WireMock with npm into a temporary folder first",
    )
    options.add_argument(
        "--operations", action="store_true", help="every operation once, in process, alone: about a minute"
    )
    options.add_argument(
        "--growth", action="store_true", help="every read over few rows and over many, in process, alone: some minutes"
    )
    options.add_argument(
        "--rows",
        type=int,
        help="with --growth: how many rows of each list (1000000 takes an hour and 20 GB of the disk)",
    )
    options.add_argument("--of", help="with --growth: one vendor alone, or `pages`: the control API and the console")
    options.add_argument(
        "--report", action="store_true", help="write docs/performance.md from this run, operations too"
    )
    return options.parse_args()


def _in_process(growth: bool, rows: int, of: str | None) -> list[Row]:
    if growth:
        return at_scale.grown(many=rows, only=of)
    found = operations.timed()
    return [*operations.rows(found), *routing.rows(), *operations.slowest(found)]


if __name__ == "__main__":
    main()
