"""Whether the server still has what it acknowledged, once, and nothing else: asked through its API, and looked up in its data folder."""

import time
from collections.abc import Iterable
from pathlib import Path

from tests.soak.client import Client, Gone, Stuck
from tests.soak.figures import Figures
from tests.soak.ledger import Fact, Tally
from tests.soak.reading import FAILED, SETTLED_SECONDS, TWICE, Unsettled, read_fact, read_tally
from tests.store.orphans import orphans
from tests.stored import stored

POLL = 0.1

# Deliveries go on for hours by design; jobs of a world whose clock stands still wait for it, those of a snapshot for good.
_DUE = """
    SELECT job.sandbox, job.id, job.state FROM job JOIN sandbox_state USING (sandbox)
    WHERE due IS NOT NULL AND kind != 'delivery' AND clock_held_at IS NULL AND substr(sandbox, 1, 1) <> '@'
"""
_POSTED_TWICE = """
    SELECT sandbox, about, count(*) FROM delivery WHERE substr(about, length(about) - 1) <> 'C1'
    GROUP BY sandbox, about, body HAVING count(*) > 1
"""


def check(port: int, facts: Iterable[Fact], tallies: Iterable[Tally], figures: Figures) -> None:
    """Read everything again, until a request is not answered: then nothing more will be."""
    client = Client(port)
    try:
        things: list[Fact | Tally] = [*facts, *tallies]
        for thing in things:
            figures.checked += 1
            try:
                _judge(thing, client, figures)
            except Unsettled as error:
                figures.stuck.append(str(error))
    except (Stuck, Gone) as error:
        figures.stuck.append(f"reading again: {error}")
    figures.failed += [f"{call}: {answer}" for call, answer in client.odd]
    client.close()


def check_jobs(data: Path, figures: Figures) -> None:
    """Wait until no job is left to do; those that are left to do nevertheless are stuck. Not for `step` mode, where reads move them."""
    until = time.monotonic() + SETTLED_SECONDS
    while (due := _rows(data, _DUE)) and time.monotonic() < until:
        time.sleep(POLL)
    figures.stuck += [f"{job} of {sandbox} is still {state}" for sandbox, job, state in due]


def check_folder(data: Path, figures: Figures) -> None:
    """Compare rows and files, while the server runs and has nothing to do; what was deleted may take it a while."""
    until = time.monotonic() + SETTLED_SECONDS
    while (found := orphans(data)) and time.monotonic() < until:
        time.sleep(POLL)
    figures.orphans += found
    figures.doubled += [
        f"{count} deliveries of {about!r} of {name}" for name, about, count in _rows(data, _POSTED_TWICE)
    ]


def _judge(thing: Fact | Tally, client: Client, figures: Figures) -> None:
    if isinstance(thing, Tally):
        number = read_tally(client, thing)
        said = f"{thing}: {number:g}, though {thing.done:g} were acknowledged and {thing.tried:g} tried"
        if number < thing.done:
            figures.lost.append(said)
        elif number > thing.tried:
            figures.doubled.append(said)
        return
    value = read_fact(client, thing)
    if value not in thing.possible and not (value.startswith(FAILED) and FAILED in thing.possible):
        expected = " or ".join(sorted(repr(one) for one in thing.possible))
        found = figures.doubled if value.endswith(TWICE) else figures.lost
        found.append(f"{thing} is {value!r} and not {expected}")


def _rows(data: Path, query: str) -> list[tuple[str, ...]]:
    return stored(data, query)
