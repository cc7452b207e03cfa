"""`lms-emulator seed`."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import CannotAskError, RunningEmulator
from emulator.seeds.regular_files import regular

SECONDS = 600.0
"""A large world takes its time."""
FORMS = {".yaml": "application/yaml", ".yml": "application/yaml", ".json": "application/json"}
OF_VENDOR, OF_ALL = "users", "people"


@asks(creates=True)
def seed(
    emulator: RunningEmulator,
    file: Annotated[
        str | None, typer.Argument(help="The seed document, in JSON or YAML, or a .csv; - reads the input.")
    ] = None,
    vendor: Annotated[str | None, typer.Option(help="Whose list the rows of a .csv belong to [people of all].")] = None,
    into: Annotated[str | None, typer.Option("--list", help=f"The list they belong to [{OF_VENDOR}].")] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of seed documents instead.")] = False,
) -> Said:
    """Create what a seed document describes (docs/seed.md), whole or not at all. `lms-emulator init` writes an example."""
    if schema:
        return _schema()
    if file is None:
        raise CannotAskError("name a seed document, or - for the input")
    suffix, content = Path(file).suffix.lower(), _content(file)
    if suffix == ".csv":
        answer = emulator.ask("POST", "seed", body=_of_rows(file, content, vendor, into), seconds=SECONDS)
    elif vendor is not None or into is not None:
        raise CannotAskError(
            "--vendor and --list are for rows of a .csv; a seed document says itself what belongs where"
        )
    else:
        answer = emulator.ask("POST", "seed", body=content, seconds=SECONDS, media=FORMS.get(suffix))
    return Said(answer, [f"sandbox {answer['sandbox']} has {', '.join(answer['seeded']) or 'nothing new'}"])


def _schema() -> Said:
    """It comes from the vendors that are installed here, and needs no running emulator."""
    from emulator.seeds.schema import seed_schema, text

    return Said(seed_schema(), [text().rstrip()])


def _of_rows(file: str, content: bytes, vendor: str | None, into: str | None) -> dict[str, Any]:
    """A seed document in which the rows are the entries of one list."""
    from emulator.vendors import ENTRIES

    names = [entry.name for entry in ENTRIES]
    if vendor is not None and vendor not in names:
        raise CannotAskError(f"--vendor {vendor}: there is no such vendor; {', '.join(names)} are")
    if vendor is None and into is not None:
        raise CannotAskError(f"--list {into} needs --vendor, whose list it is")
    try:
        rows = [{"csv": content.decode("utf-8-sig")}]
    except UnicodeDecodeError:
        raise CannotAskError(f"{file} is not text in UTF-8: save it as such") from None
    return {OF_ALL: rows} if vendor is None else {vendor: {into or OF_VENDOR: rows}}


def _content(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else regular(Path(file)).read_bytes()
    except (OSError, ValueError) as error:
        raise CannotAskError(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}") from None
