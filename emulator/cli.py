"""The command `lms-emulator`."""

import logging
import os
import sys
from pathlib import Path
from shlex import quote
from typing import Annotated, NoReturn

import typer

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Stands in for the APIs of Litmos, SCORM Cloud and NexPort Campus.",
)


@app.command()
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
        _stop(error)


@app.command()
def init(
    path: Annotated[Path, typer.Argument(help="The file to write.")] = Path("seed.jsonc"),
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write an example of a seed document, with comments, to begin your own with."""
    from emulator.example_seed import CannotWriteError, write

    try:
        write(path, over=force)
    except CannotWriteError as error:
        _stop(error)
    print(f"{path} is an example of a seed document. Change it, then: lms-emulator serve --seed {quote(str(path))}")


@app.command()
def ready(
    port: Annotated[int | None, typer.Option(help="The port that it listens on [8420].")] = None,
) -> None:
    """Tell whether the emulator on this machine can be used: exit code 0 if so, 1 if not."""
    from http.client import HTTPConnection, HTTPException

    from emulator.settings import SettingsError, load_settings

    try:
        settings = load_settings(port=port)
    except SettingsError as error:
        _stop(error)
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104
    connection = HTTPConnection(host, settings.port, timeout=4)
    try:
        connection.request("GET", "/_emulator/ready")
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        print(f"not ready at {host}:{settings.port}: {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    raise typer.Exit(0 if status == 200 else 1)


def _stop(error: Exception) -> NoReturn:
    print(f"lms-emulator: {error}", file=sys.stderr)
    raise typer.Exit(2) from None


def main() -> None:
    """The entry point of the command."""
    app()
