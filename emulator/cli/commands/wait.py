"""`lms-emulator wait`."""

from typing import Annotated, Any

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import RunningEmulator
from emulator.cli.durations import FORMS, seconds_of
from emulator.cli.entry_filters import ENTRY_FILTERS
from emulator.cli.verdicts import found, verdict

MORE = 10.0
"""Seconds that the answer may take beyond the wait."""

AtLeast = Annotated[int, typer.Option(help="How many must match.")]
Within = Annotated[str, typer.Option(help=f"How long, by the machine's time: {FORMS}.")]
Vendor = Annotated[str | None, typer.Option(help="Only of this vendor.")]

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Wait for what a sandbox keeps, those that are there included. Exit code 1 if it does not come in time.",
)


@app.command()
@asks(options=ENTRY_FILTERS)
def calls(emulator: RunningEmulator, *, at_least: AtLeast = 1, within: Within = "10s", **filters: Any) -> Said:
    """Wait for requests of your code."""
    return verdict(_wait(emulator, "journal", filters, at_least, within))


@app.command()
@asks()
def deliveries(
    emulator: RunningEmulator,
    vendor: Vendor = None,
    state: Annotated[str, typer.Option(help="Waiting, Delivered or GivenUp.")] = "Delivered",
    to: Annotated[str | None, typer.Option(help="Only with this text in the URL.")] = None,
    body: Annotated[str | None, typer.Option(help="Only with this text in the body.")] = None,
    at_least: AtLeast = 1,
    within: Within = "10s",
) -> Said:
    """Wait for deliveries to the URLs that your code gave (postbacks)."""
    wanted = {"vendor": vendor, "state": state, "url": to, "body": body}
    answer = _wait(emulator, "deliveries", wanted, at_least, within)
    lines = [f"{each['number']} {each['about']}: {each['state']}: POST {each['url']}" for each in answer["deliveries"]]
    return found(answer, "deliveries", lines)


@app.command()
@asks()
def mails(
    emulator: RunningEmulator,
    vendor: Vendor = None,
    recipient: Annotated[str | None, typer.Option(help="Only to this address.")] = None,
    subject: Annotated[str | None, typer.Option(help="Only with this text in the subject.")] = None,
    body: Annotated[str | None, typer.Option(help="Only with this text in the body.")] = None,
    at_least: AtLeast = 1,
    within: Within = "10s",
) -> Said:
    """Wait for e-mails."""
    wanted = {"vendor": vendor, "recipient": recipient, "subject": subject, "body": body}
    answer = _wait(emulator, "outbox", wanted, at_least, within)
    return found(
        answer,
        "e-mails",
        [f"{each['number']} to {each['recipient']}: {each['subject']}" for each in answer["messages"]],
    )


@app.command()
@asks()
def jobs(
    emulator: RunningEmulator,
    kind: Annotated[str | None, typer.Option(help="Only of this kind.")] = None,
    subject: Annotated[str | None, typer.Option(help="Only on this.")] = None,
    state: Annotated[str | None, typer.Option(help="Only in this state.")] = None,
    running: Annotated[bool, typer.Option("--running", help="Include jobs that have not ended.")] = False,
    at_least: AtLeast = 1,
    within: Within = "10s",
) -> Said:
    """Wait for jobs to end: imports and the like."""
    wanted = {"kind": kind, "subject": subject, "state": state, "ended": "false" if running else "true"}
    answer = _wait(emulator, "jobs", wanted, at_least, within)
    return found(answer, "jobs", [f"{each['job']} {each['kind']}: {each['state']}" for each in answer["jobs"]])


def _wait(emulator: RunningEmulator, what: str, wanted: dict[str, Any], at_least: int, within: str) -> dict[str, Any]:
    seconds = seconds_of(within)
    query = {**wanted, "at_least": at_least, "seconds": seconds}
    answer: dict[str, Any] = emulator.ask("GET", f"{what}/wait", query, seconds=seconds + MORE)
    return answer
