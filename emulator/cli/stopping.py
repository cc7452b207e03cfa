"""Ending a command that cannot do its work: one line on the error output, and an exit code."""

import sys
from typing import NoReturn

import typer

REFUSED, IMPOSSIBLE = 1, 2
"""Exit codes: the emulator refuses, or what was hoped for did not happen; and the command cannot even try."""


def stop(error: Exception | str, code: int = IMPOSSIBLE) -> NoReturn:
    """Say why, and end the command."""
    print(f"lms-emulator: {error}", file=sys.stderr)
    raise typer.Exit(code) from None
