"""`lms-emulator jobs`."""

from typing import Annotated, Any

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import RunningEmulator
from emulator.cli.options import Newest

Number = Annotated[int, typer.Argument(help="The number of the job.")]

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Jobs (imports and the like): move them on by hand."
)


@app.command("list")
@asks()
def list_jobs(
    emulator: RunningEmulator,
    under_way: Annotated[bool, typer.Option("--under-way", help="Only jobs that have not ended.")] = False,
    limit: Newest = 100,
) -> Said:
    """List the newest jobs, oldest first."""
    answer = emulator.ask("GET", "jobs", {"under_way": str(under_way).lower(), "limit": limit})
    return Said(answer, [*map(_line, answer["jobs"])] or ["no job"])


@app.command()
@asks()
def step(emulator: RunningEmulator, number: Number) -> Said:
    """Move a job on by one state now, or make one try of a delivery."""
    return _said(emulator.ask("POST", f"jobs/{number}/step"))


@app.command()
@asks()
def finish(emulator: RunningEmulator, number: Number) -> Said:
    """Move a job on to its end now."""
    return _said(emulator.ask("POST", f"jobs/{number}/finish"))


@app.command()
@asks()
def fail(
    emulator: RunningEmulator,
    number: Number,
    reason: Annotated[str | None, typer.Option(help="Why, as its vendor shows it.")] = None,
) -> Said:
    """Let a job fail now."""
    return _said(emulator.ask("POST", f"jobs/{number}/fail", body={} if reason is None else {"reason": reason}))


def _said(job: dict[str, Any]) -> Said:
    return Said(job, [_line(job)])


def _line(job: dict[str, Any]) -> str:
    due = f", due {job['due']}" if job["due"] else ""
    reason = f" ({job['reason']})" if job["reason"] else ""
    return f"{job['number']} {job['kind']} {job['subject']}: {job['state']}{reason}{due}"
