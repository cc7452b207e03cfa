"""`lms-emulator journal`."""

import json
from collections.abc import Iterator
from time import sleep
from typing import Annotated, Any
from urllib.parse import urlencode

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import RunningEmulator
from emulator.cli.verdicts import verdict

PAUSE = 0.5
"""Between two looks of `--follow`."""

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Read a sandbox's journal: what was asked and answered."
)


Vendor = Annotated[str | None, typer.Option(help="Only entries of this vendor; none is what nothing is served at.")]
Operation = Annotated[str | None, typer.Option(help="Only entries of this operation.")]
Status = Annotated[str | None, typer.Option(help="Only entries with this status: 404, or 4xx.")]
Method = Annotated[str | None, typer.Option(help="Only entries with this method.")]
PathOf = Annotated[str | None, typer.Option(help="Only entries with this path; * stands for anything.")]
Body = Annotated[str | None, typer.Option(help="Only requests with this text in their body.")]
Caller = Annotated[str | None, typer.Option(help="Only entries of this caller.")]
Number = Annotated[int, typer.Argument(help="The number of the entry.")]
After = Annotated[int, typer.Option(help="Only entries with a higher number.")]


@app.command()
@asks()
def show(
    emulator: RunningEmulator,
    vendor: Vendor = None,
    operation: Operation = None,
    status: Status = None,
    method: Method = None,
    path: PathOf = None,
    body: Body = None,
    credential: Caller = None,
    after: After = 0,
    limit: Annotated[int, typer.Option(help="The newest so many.")] = 100,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on, and show what comes, until Ctrl-C.")] = False,
) -> Iterator[Said]:
    """Show a line for each request, oldest first, with the emulator's explanation. With --follow, --json prints an answer for each look."""
    query = {"vendor": vendor, "operation": operation, "status": status, "method": method, "path": path}
    query |= {"body": body, "credential": credential, "limit": str(limit)}
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
def verify(
    emulator: RunningEmulator,
    vendor: Vendor = None,
    operation: Operation = None,
    status: Status = None,
    method: Method = None,
    path: PathOf = None,
    body: Body = None,
    credential: Caller = None,
    after: After = 0,
    exactly: Annotated[int | None, typer.Option(help="So many have to fit.")] = None,
    at_least: Annotated[int | None, typer.Option(help="So many or more [1].")] = None,
    at_most: Annotated[int | None, typer.Option(help="So many or fewer.")] = None,
    never: Annotated[bool, typer.Option("--never", help="None may fit.")] = False,
) -> Said:
    """Check how many requests there were that fit. Exit code 1 if it is another number."""
    wanted = {"vendor": vendor, "operation": operation, "status": status, "method": method, "path": path, "body": body}
    counts = {"exactly": exactly, "at_least": at_least, "at_most": at_most, "never": never or None}
    given = {**wanted, **counts, "credential": credential, "after": after or None}
    answer = emulator.ask(
        "POST", "journal/verify", body={name: value for name, value in given.items() if value is not None}
    )
    return verdict(answer)


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
@asks()
def har(emulator: RunningEmulator, limit: Annotated[int, typer.Option(help="The newest so many.")] = 1000) -> Said:
    """Print the entries as an HTTP Archive (HAR 1.2), which browsers and other tools read."""
    archive = emulator.ask("GET", "journal.har", {"limit": limit})
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
    return [
        f"{head} -> {response['status']}{reason} ({took})",
        *(f"    {note}" for note in dict.fromkeys([*why, *entry["notes"]])),
    ]
