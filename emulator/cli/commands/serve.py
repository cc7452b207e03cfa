"""`lms-emulator serve`."""

import logging
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from emulator.cli.stopping import stop


def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on [127.0.0.1].")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on [8420]; 0 takes a free one.")] = None,
    data: Annotated[Path | None, typer.Option(help="The data folder [./data].")] = None,
    seed: Annotated[Path | None, typer.Option(help="A seed document for the default sandbox.")] = None,
) -> None:
    """Start the emulator. Every option can be given as EMULATOR_HOST, EMULATOR_PORT, … too."""
    from emulator.running import StartError, run
    from emulator.settings import SettingsError, load_settings, misspelt

    for words in misspelt(os.environ):
        print(f"lms-emulator: {words}", file=sys.stderr)
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=logging.INFO)
    for chatty in ("alembic", "httpx"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    try:
        settings = load_settings(host=host, port=port, data=data, seed=seed)
        run(settings)
    except (SettingsError, StartError) as error:
        stop(error)
