"""`lms-emulator journal`."""

from collections.abc import Iterator
from time import sleep
from typing import Annotated, Any

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import Emulator

PAUSE = 0.5
"""Between two looks of `--follow`."""

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Read a sandbox's journal: what was asked and answered."
)


@app.command()
@asks()
def show(
    emulator: Emulator,
    vendor: Annotated[str | None, typer.Option(help="Only entries of this vendor.")] = None,
    operation: Annotated[str | None, typer.Option(help="Only entries of this operation.")] = None,
    status: Annotated[int | None, typer.Option(help="Only entries with this status.")] = None,
    after: Annotated[int, typer.Option(help="Only entries with a higher number.")] = 0,
    limit: Annotated[int, typer.Option(help="The newest so many.")] = 100,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on, and show what comes, until Ctrl-C.")] = False,
) -> Iterator[Said]:
    """Show a line for each request, oldest first, with the emulator's explanation. With --follow, --json prints an answer for each look."""
    query = {"vendor": vendor, "operation": operation, "status": status, "limit": limit}
    while True:
        answer = emulator.ask("GET", "journal", {**query, "after": after})
        entries = answer["entries"]
        if entries or not follow:
            yield Said(answer, [line for entry in entries for line in _lines(entry)])
        if not follow:
            return
        after = max([after, *(entry["number"] for entry in entries)])
        sleep(PAUSE)


@app.command()
@asks()
def clear(emulator: Emulator) -> Said:
    """Forget the entries; their numbers are not used again."""
    emulator.ask("DELETE", "journal")
    return Said({}, ["the journal is empty"])


def _lines(entry: dict[str, Any]) -> list[str]:
    request, response = entry["request"], entry["response"]
    operation = f" {entry['operation']}" if entry["operation"] else ""
    reason = f" {response['reason']}" if response["reason"] else ""
    head = f"{entry['number']} {entry['at']} {entry['vendor']}{operation}: {request['method']} {request['target']}"
    took = f"{entry['milliseconds']:.1f} ms"
    return [f"{head} -> {response['status']}{reason} ({took})", *(f"    {note}" for note in entry["notes"])]
