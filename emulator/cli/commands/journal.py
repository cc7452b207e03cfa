"""`lms-emulator journal`."""

import json
from collections.abc import Iterator
from time import sleep
from typing import Annotated, Any
from urllib.parse import urlencode

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import RunningEmulator
from emulator.cli.entry_filters import ENTRY_FILTERS, given, steps
from emulator.cli.options import Newest
from emulator.cli.verdicts import verdict

PAUSE = 0.5
"""Between two looks of `--follow`."""

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Read a sandbox's journal: what was asked and answered."
)

Number = Annotated[int, typer.Argument(help="The number of the entry.")]


@app.command()
@asks(options=ENTRY_FILTERS)
def show(
    emulator: RunningEmulator,
    *,
    limit: Newest = 100,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Continue to show new entries until Ctrl-C.")] = False,
    **filters: Any,
) -> Iterator[Said]:
    """Show a line for each request, oldest first, with the emulator's explanation. With --follow, --json prints an answer for each look."""
    query = {**given(filters), "limit": limit}
    while True:
        answer = emulator.ask("GET", "journal", query)
        entries = answer["entries"]
        if entries or not follow:
            yield Said(answer, [line for entry in entries for line in _lines(entry)])
        if not follow:
            return
        query["after"] = max([query.get("after", 0), *(entry["number"] for entry in entries)])
        sleep(PAUSE)


@app.command()
@asks(options=ENTRY_FILTERS)
def verify(
    emulator: RunningEmulator,
    *,
    exactly: Annotated[int | None, typer.Option(help="Exactly this many must match.")] = None,
    at_least: Annotated[int | None, typer.Option(help="At least this many must match [1].")] = None,
    at_most: Annotated[int | None, typer.Option(help="At most this many may match.")] = None,
    never: Annotated[bool, typer.Option("--never", help="No entry may match.")] = False,
    in_order: Annotated[
        list[str] | None,
        typer.Option(help="A call that must follow the one before: operation=NAME,status=201, or JSON."),
    ] = None,
    **filters: Any,
) -> Said:
    """Check how many requests match, or that calls came in an order. Exit code 1 if it is not so."""
    counts = {"exactly": exactly, "at_least": at_least, "at_most": at_most, "never": never or None}
    order = {"in_order": steps(in_order)} if in_order else {}
    return verdict(emulator.ask("POST", "journal/verify", body={**given({**filters, **counts}), **order}))


@app.command()
@asks()
def entry(
    emulator: RunningEmulator,
    number: Number,
    form: Annotated[str, typer.Option("--as", help="json, or to copy: curl, pytest or seed.")] = "json",
) -> Said:
    """Show one entry whole, or in a form to copy."""
    text = emulator.fetch(f"journal/{number}?{urlencode({'as': form})}").decode()
    document = json.loads(text) if form == "json" else {form: text}
    return Said(document, [json.dumps(document, indent=2, ensure_ascii=False) if form == "json" else text.rstrip()])


@app.command()
@asks(options=ENTRY_FILTERS)
def har(
    emulator: RunningEmulator,
    *,
    limit: Newest = 1000,
    **filters: Any,
) -> Said:
    """Print the entries as an HTTP Archive (HAR 1.2), which browsers and other tools read."""
    archive = emulator.ask("GET", "journal.har", {**given(filters), "limit": limit})
    return Said(archive, [json.dumps(archive, indent=2, ensure_ascii=False)])


@app.command()
@asks()
def replay(emulator: RunningEmulator, number: Number) -> Said:
    """Make a call again as it was, with its credentials and its body."""
    answer = emulator.ask("POST", f"journal/{number}/replay")
    entry = "" if answer["number"] is None else f", entry {answer['number']}"
    return Said(answer, [f"{answer['status'] or 'the connection was closed'}{entry}"])


@app.command()
@asks()
def clear(emulator: RunningEmulator) -> Said:
    """Forget the entries; their numbers are not used again."""
    emulator.ask("DELETE", "journal")
    return Said({}, ["the journal is empty"])


def _lines(entry: dict[str, Any]) -> list[str]:
    request, response = entry["request"], entry["response"]
    operation = f" {entry['operation']}" if entry["operation"] else ""
    reason = f" {response['reason']}" if response["reason"] else ""
    head = f"{entry['number']} {entry['at']} {entry['vendor']}{operation}: {request['method']} {request['target']}"
    took = f"{entry['milliseconds']:.1f} ms"
    why = [entry["explanation"]] if entry["explanation"] else []
    further = [
        note for note in entry["notes"] if not any(note in each for each in why)
    ]  # most explanations end with one
    return [
        f"{head} -> {response['status']}{reason} ({took})",
        *(f"    {note}" for note in [*why, *further]),
    ]
