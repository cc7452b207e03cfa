"""`lms-emulator init`."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from emulator.cli.stopping import stop


def init(
    path: Annotated[Path, typer.Argument(help="The file to write: .jsonc, .json, or .yaml.")] = Path("seed.jsonc"),
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
) -> None:
    """Write an example of a seed document, with comments, to begin your own with."""
    from emulator.example_seed import CannotWriteError, write

    try:
        write(path, over=force)
    except CannotWriteError as error:
        stop(error)
    print(f"{path} is an example of a seed document. Change it, then: lms-emulator serve --seed {quote(str(path))}")
