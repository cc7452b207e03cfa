"""The program `lms-emulator`: where each of its commands is, and what goes for all of them."""

import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from emulator import __version__
from emulator.cli.commands_by_name import SHOWN, group_of
from emulator.cli.one_or_two import Judging
from emulator.plugins import PluginError

_HERE = "emulator.cli.commands"
SINGLE = {
    "serve": f"{_HERE}.serve:serve",
    "init": f"{_HERE}.init:init",
    "ready": f"{_HERE}.ready:ready",
    "play": f"{_HERE}.play:play",
    "reset": f"{_HERE}.reset:reset",
    "seed": f"{_HERE}.seed:seed",
    "fork": f"{_HERE}.worlds.fork:fork",
    "export": f"{_HERE}.worlds.export:export",
    "import": f"{_HERE}.worlds.export:bring_in",
    "outbox": f"{_HERE}.outbox:outbox",
    "expire": f"{_HERE}.steering.expire:expire",
    "env": f"{_HERE}.env:env",
    "doctor": f"{_HERE}.doctor:doctor",
    "tls": f"{_HERE}.tls:tls",
    "mcp": f"{_HERE}.mcp:mcp",
}
"""The commands that do one thing each."""
JUDGING = {
    "verify": f"{_HERE}.real_vendor.verify:verify",
    "record": f"{_HERE}.real_vendor.record:record",
    "diff": f"{_HERE}.real_vendor.diff:diff",
}
"""The commands whose exit code says whether two sides agree."""
GROUPS = {
    "clock": f"{_HERE}.clock:app",
    "fault": f"{_HERE}.fault:app",
    "journal": f"{_HERE}.journal:app",
    "wait": f"{_HERE}.wait:app",
    "jobs": f"{_HERE}.steering.jobs:app",
    "deliveries": f"{_HERE}.deliveries:app",
    "sink": f"{_HERE}.steering.sink:app",
    "limits": f"{_HERE}.steering.limits:app",
    "settings": f"{_HERE}.steering.settings:app",
    "sandboxes": f"{_HERE}.worlds.sandboxes:app",
    "credentials": f"{_HERE}.worlds.credentials:app",
    "snapshot": f"{_HERE}.worlds.snapshot:app",
    "contract": f"{_HERE}.contract:app",
}
"""The commands with commands of their own."""

app = typer.Typer(
    no_args_is_help=True, cls=group_of({**SINGLE, **JUDGING, **GROUPS}, dict.fromkeys(JUDGING, Judging)), **SHOWN
)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"lms-emulator {__version__}")
        raise typer.Exit


@app.callback()
def _every_command(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    pass


def complete_help() -> None:
    """Put the names of the installed vendors into the help."""
    from emulator.vendors import ENTRIES

    titles = [entry.title for entry in ENTRIES]
    app.info.help = f"Stands in for the APIs of {', '.join(titles[:-1])} and {titles[-1]}."


def run() -> None:
    """Run the command of the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # None if it is closed
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show a path shows what it can
    try:
        complete_help()
        app()
    except PluginError as error:
        print(f"lms-emulator: {error}", file=sys.stderr)
        sys.exit(2)
