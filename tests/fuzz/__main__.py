"""`scripts/fuzz`: nonsense for minutes, other one at each run."""

import argparse
import logging
import tempfile
from pathlib import Path
from random import Random, SystemRandom  # noqa: TID251 - seeded, by --seed or anew

import httpx

from tests.fuzz.asking import ask_nonsense, asks
from tests.fuzz.operations import VENDORS, ask_oddly
from tests.models.machines import MACHINES, play
from tests.running import running
from tests.world import World

STEPS = 30


def main() -> None:
    """Parse the options, and send."""
    options = argparse.ArgumentParser(
        prog="scripts/fuzz", description="Sends nonsense to all that reads bytes from outside."
    )
    options.add_argument("--examples", type=int, default=3000, help="how many inputs for each reader (3000)")
    options.add_argument(
        "--models", type=int, default=0, help="instead: so many orders of calls for each vendor, held to a model"
    )
    options.add_argument(
        "--operations", type=int, default=0, help="instead: so many calls of each operation with an odd value somewhere"
    )
    options.add_argument("--seed", type=int, help="of --operations: the calls of an earlier run (other ones each time)")
    given = options.parse_args()
    examples = given.examples
    logging.disable(logging.WARNING)  # what the parsers of others say of each input
    with (
        tempfile.TemporaryDirectory(prefix="lms-emulator-fuzz-") as folder,
        running(Path(folder), quiet=True) as (root, _),
        httpx.Client(timeout=60) as client,
    ):
        for name in VENDORS if given.operations else ():
            seed = SystemRandom().randrange(10**9) if given.seed is None else given.seed
            print(f"{name}: seed {seed}", flush=True)
            ask_oddly(World(root, f"odd-{name}", client), name, given.operations, Random(seed))
            print(f"{name}: {given.operations} odd calls of each operation, each taken or refused", flush=True)
        for name in MACHINES if given.models else ():
            play(name, World(root, "models", client), given.models, STEPS, same=False)
            print(f"{name}: {given.models} orders of {STEPS} calls leave what the model says", flush=True)
        if given.models or given.operations:
            return
        for name, (found, ask) in asks(World(root, "fuzz", client)).items():
            ask_nonsense(found, ask, examples, same=False)
            print(f"{name}: {examples} inputs, each taken or refused in words", flush=True)


if __name__ == "__main__":
    main()
