"""`scripts/fuzz`: nonsense for minutes, other one at each run."""

import argparse
import logging
import tempfile
from pathlib import Path

import httpx

from tests.fuzz.asking import ask_nonsense, asks
from tests.running import running
from tests.world import World


def main() -> None:
    """Parse the options, and send."""
    options = argparse.ArgumentParser(
        prog="scripts/fuzz", description="Sends nonsense to all that reads bytes from outside."
    )
    options.add_argument("--examples", type=int, default=3000, help="how many inputs for each reader (3000)")
    examples = options.parse_args().examples
    logging.disable(logging.WARNING)  # what the parsers of others say of each input
    with (
        tempfile.TemporaryDirectory(prefix="lms-emulator-fuzz-") as folder,
        running(Path(folder), quiet=True) as (root, _),
        httpx.Client(timeout=60) as client,
    ):
        for name, (found, ask) in asks(World(root, "fuzz", client)).items():
            ask_nonsense(found, ask, examples, same=False)
            print(f"{name}: {examples} inputs, each taken or refused in words", flush=True)


if __name__ == "__main__":
    main()
