"""`lms-emulator seed`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import CannotAskError, Emulator

SECONDS = 600.0
"""A large world takes its time."""


@asks(creates=True)
def seed(
    emulator: Emulator,
    file: Annotated[str, typer.Argument(help="The seed document; - reads it from the input.")],
) -> Said:
    """Create what a seed document describes (docs/seed.md), whole or not at all. `lms-emulator init` writes an example."""
    answer = emulator.ask("POST", "seed", body=_content(file), seconds=SECONDS)
    return Said(answer, [f"sandbox {answer['sandbox']} has {', '.join(answer['seeded']) or 'nothing new'}"])


def _content(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except (OSError, ValueError) as error:
        raise CannotAskError(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}") from None
