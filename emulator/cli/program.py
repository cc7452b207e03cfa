"""The program `lms-emulator`: all its commands, and what goes for each of them."""

import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from emulator import __version__
from emulator.cli.commands import (
    clock,
    contract,
    deliveries,
    doctor,
    env,
    fault,
    init,
    journal,
    mcp,
    outbox,
    play,
    ready,
    reset,
    seed,
    serve,
    tls,
    wait,
)
from emulator.cli.commands.real_vendor import diff, record, verify
from emulator.cli.commands.steering import expire, jobs, limits, settings, sink
from emulator.cli.commands.worlds import credentials, export, fork, sandboxes, snapshot
from emulator.cli.one_or_two import Judging
from emulator.plugins import PluginError

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # markup would swallow what stands in brackets, such as a default
)

SINGLE = (
    serve.serve,
    init.init,
    ready.ready,
    play.play,
    reset.reset,
    seed.seed,
    fork.fork,
    export.export,
    export.bring_in,
    outbox.outbox,
    expire.expire,
    env.env,
    doctor.doctor,
    tls.tls,
    mcp.mcp,
)
"""The commands that do one thing each."""
GROUPS = {
    "clock": clock.app,
    "fault": fault.app,
    "journal": journal.app,
    "wait": wait.app,
    "jobs": jobs.app,
    "deliveries": deliveries.app,
    "sink": sink.app,
    "limits": limits.app,
    "settings": settings.app,
    "sandboxes": sandboxes.app,
    "credentials": credentials.app,
    "snapshot": snapshot.app,
    "contract": contract.app,
}
"""The commands with commands of their own."""

JUDGING = (verify.verify, record.record, diff.diff)
"""The commands whose exit code says whether two sides agree."""

for command in SINGLE:
    app.command()(command)
for command in JUDGING:
    app.command(cls=Judging)(command)
for name, group in GROUPS.items():
    app.add_typer(group, name=name)


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
    """Put what the installed vendors declare into the help: their names, and the ids by which `play` finds an attempt."""
    from emulator.vendors import ENTRIES

    titles = [entry.title for entry in ENTRIES]
    app.info.help = f"Stands in for the APIs of {', '.join(titles[:-1])} and {titles[-1]}."
    play.take_ids(ENTRIES)


def main() -> None:
    """The entry point of the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # None if it is closed
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show a path shows what it can
    try:
        complete_help()
        app()
    except PluginError as error:
        print(f"lms-emulator: {error}", file=sys.stderr)
        sys.exit(2)
