"""`scripts/soak`: runs the rounds, prints the table; the exit code is 1 if anything is lost, stuck, doubled, orphaned or too slow."""

import argparse
import itertools
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests import postgresql
from tests.bench.servers import free_port
from tests.soak.client import Gone, Stuck
from tests.soak.connections import BUSY, connect_many
from tests.soak.figures import Bounds, Figures
from tests.soak.full_disk import fill
from tests.soak.killed_worker import kill_one
from tests.soak.kills import CHAIN, deal_aims, kill
from tests.soak.lost_server import lose
from tests.soak.lost_store import bucket, lose_store
from tests.soak.receivers import receivers
from tests.soak.rounds import MODES, Round, Soak

CROWDS = (2, 8, 32)
KILLED_CROWD = 8
DISK_CROWD = 4

Part = tuple[str, Callable[[], None]]


def main() -> None:
    """Parse the options, soak, print."""
    given = _given()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that no server is left behind
    figures, told = Figures(Bounds(given.pause, given.stop, given.again)), set[str]()
    with _folder(given.folder) as folder, receivers() as nobody:
        soak = Soak(folder, free_port(), given.seed, nobody, figures)
        try:
            for words, run in _plan(soak, given):
                print(words, file=sys.stderr, flush=True)
                try:
                    run()
                except (Stuck, Gone, RuntimeError) as error:
                    figures.stuck.append(f"{words}: {error}")
                _tell(figures, told)
        except KeyboardInterrupt:
            print("interrupted; so far:", file=sys.stderr)
    print(figures.table())
    sys.exit(not figures.is_well)


def _tell(figures: Figures, told: set[str]) -> None:
    """Print the defects that are new, since a run may last for hours."""
    for name, found in figures.defects.items():
        for words in dict.fromkeys(found):
            if words not in told:
                print(f"  {name}: {words}", file=sys.stderr, flush=True)
        told.update(found)


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        given.mkdir(parents=True)
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="lms-emulator-soak-") as name:
        yield Path(name)


def _plan(soak: Soak, given: argparse.Namespace) -> Iterator[Part]:
    """Cycles: one, or as many as there is time for."""
    until = time.monotonic() + given.minutes * 60
    for cycle in itertools.count(1):
        for name, part in PARTS.items():
            if not given.only or name in given.only:
                yield from part(soak, given, cycle)
        if cycle >= given.rounds and time.monotonic() > until:
            return


def _calm(soak: Soak, given: argparse.Namespace, cycle: int) -> Iterator[Part]:
    for callers in (given.callers,) if given.callers else CROWDS:
        for mode in MODES:
            this = Round(f"calm-{cycle}-{mode}-{callers}", mode, callers)
            yield this.title, partial(soak.calm, this, given.seconds)


def _kills(soak: Soak, given: argparse.Namespace, cycle: int) -> Iterator[Part]:
    aims = deal_aims(soak.chance, given.kills)
    for first in range(0, given.kills, CHAIN):
        rounds = [
            (Round(f"kill-{cycle}-{number + 1}", MODES[number // 2 % len(MODES)], given.callers or KILLED_CROWD), aim)
            for number, aim in enumerate(aims[first : first + CHAIN], first)
        ]
        names = f"{rounds[0][0].name} to {rounds[-1][0].name}"
        yield names, partial(kill, soak, soak.folder / f"killed-{cycle}-{first}", rounds)


def _stops(soak: Soak, given: argparse.Namespace, cycle: int) -> Iterator[Part]:
    for number in range(given.stops):
        this = Round(f"stop-{cycle}-{number + 1}", MODES[number % len(MODES)], given.callers or KILLED_CROWD)
        yield this.title, partial(soak.stopped, this)


def _disk(soak: Soak, given: argparse.Namespace, cycle: int) -> Iterator[Part]:
    this = Round(f"disk-{cycle}", MODES[(cycle + 1) % len(MODES)], DISK_CROWD)
    yield this.title, partial(fill, soak, this)


def _restarts(soak: Soak, given: argparse.Namespace, cycle: int) -> Iterator[Part]:
    for number in range(given.kills):
        this = Round(f"restart-{cycle}-{number + 1}", MODES[number % len(MODES)], given.callers or KILLED_CROWD)
        yield this.title, partial(lose, soak, this)


def _workers(soak: Soak, given: argparse.Namespace, cycle: int) -> Iterator[Part]:
    for number in range(given.kills):
        this = Round(f"worker-{cycle}-{number + 1}", MODES[number % len(MODES)], given.callers or KILLED_CROWD)
        yield this.title, partial(kill_one, soak, this)


def _buckets(soak: Soak, given: argparse.Namespace, cycle: int) -> Iterator[Part]:
    with bucket() as store:
        for number in range(given.kills):
            mode, away = MODES[number // 2 % len(MODES)], number % 2 == 0
            this = Round(f"bucket-{cycle}-{number + 1}", mode, given.callers or KILLED_CROWD)
            yield this.title, partial(lose_store, soak, this, store, away=away)


def _connections(soak: Soak, given: argparse.Namespace, cycle: int) -> Iterator[Part]:
    this = Round(f"connections-{cycle}", MODES[0], BUSY)
    yield this.title, partial(connect_many, soak, this, given.requests)


PARTS = {"calm": _calm, "kills": _kills, "stops": _stops, "connections": _connections}
# A disk of a few MiB holds no PostgreSQL; a file on a disk cannot be lost and come back.
PARTS |= {"workers": _workers, "restarts": _restarts, "buckets": _buckets} if postgresql.ON_SERVER else {"disk": _disk}
SHORT = {"callers": 8, "seconds": 1.0, "kills": 3, "stops": 1, "requests": 4000}
FULL = {"callers": None, "seconds": 7.0, "kills": 20, "stops": 6, "requests": 50_000}


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(
        prog="scripts/soak",
        description="Many callers, kills, a full disk and stops: is everything that was acknowledged there afterwards? About 3 minutes.",
    )
    options.add_argument("--short", action="store_true", help="half a minute of it, as CI does")
    options.add_argument(
        "--minutes", type=float, default=0, help="go on with further cycles for so long; hours are fine"
    )
    options.add_argument("--rounds", type=int, default=1, help="the least number of cycles [1]")
    options.add_argument(
        "--only", action="append", choices=PARTS, help="only this part of a cycle; may be given more than once"
    )
    options.add_argument("--callers", type=int, help=f"how many at once, instead of {', '.join(map(str, CROWDS))}")
    options.add_argument(
        "--seconds", type=float, help=f"how long the callers of a calm round are let be [{FULL['seconds']:g}]"
    )
    options.add_argument("--kills", type=int, help=f"how many in each cycle [{FULL['kills']}]")
    options.add_argument(
        "--requests", type=int, help=f"how many are made by {BUSY} connections beside idle ones [{FULL['requests']}]"
    )
    options.add_argument("--stops", type=int, help=f"how many SIGTERMs into a burst in each cycle [{FULL['stops']}]")
    options.add_argument(
        "--pause", type=float, default=250, help="the longest pause that is well, in ms; more on a loaded machine [250]"
    )
    options.add_argument(
        "--stop", type=float, default=2, help="the longest time from SIGTERM to the end that is well, in seconds [2]"
    )
    options.add_argument(
        "--again", type=float, default=5, help="the longest time until all serve again that is well, in seconds [5]"
    )
    options.add_argument(
        "--folder", type=Path, help="a new folder for data and logs, which is kept; else they are deleted"
    )
    options.add_argument("--seed", default="1", help="decides what callers do and when kills come [1]")
    return options


def _given() -> argparse.Namespace:
    given = _options().parse_args()
    for name, value in (SHORT if given.short else FULL).items():
        if getattr(given, name) is None:
            setattr(given, name, value)
    return given


if __name__ == "__main__":
    main()
