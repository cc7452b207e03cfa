"""`lms-emulator clock`."""

from typing import Annotated, Any

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import RunningEmulator
from emulator.cli.durations import FORMS, seconds_of

LONGEST = 600.0
"""Seconds to wait for all that falls due on the way."""

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Read and move a sandbox's clock.")


@app.command()
@asks()
def show(emulator: RunningEmulator) -> Said:
    """Show the time, and whether it stands still."""
    return _state(emulator.ask("GET", "clock"))


@app.command("set")
@asks(creates=True)
def set_clock(
    emulator: RunningEmulator,
    now: Annotated[str, typer.Argument(help="The time, such as 2030-01-01T00:00:00Z.")],
    hold: Annotated[bool, typer.Option("--hold", help="Stop the clock there.")] = False,
) -> Said:
    """Set the time. Nothing runs for the time that is skipped: `advance` does that."""
    return _state(emulator.ask("PUT", "clock", body={"now": now} | ({"held": True} if hold else {})))


@app.command()
@asks(creates=True)
def hold(emulator: RunningEmulator) -> Said:
    """Stop the clock."""
    return _state(emulator.ask("PUT", "clock", body={"held": True}))


@app.command()
@asks(creates=True)
def release(emulator: RunningEmulator) -> Said:
    """Let the clock continue."""
    return _state(emulator.ask("PUT", "clock", body={"held": False}))


@app.command()
@asks(creates=True)
def shift(
    emulator: RunningEmulator,
    by: Annotated[str, typer.Argument(help=f"How far: {FORMS}.")],
    back: Annotated[bool, typer.Option("--back", help="Back instead of forward.")] = False,
) -> Said:
    """Move the time without running what is due in between: `advance` does that."""
    seconds = seconds_of(by)
    return _state(emulator.ask("PUT", "clock", body={"shift": -seconds if back else seconds}))


@app.command()
@asks(creates=True)
def scale(
    emulator: RunningEmulator,
    factor: Annotated[
        float, typer.Argument(help="Seconds that pass in one of the machine's: 1 is usual, 3600 an hour.")
    ],
) -> Said:
    """Let the time run faster or slower."""
    return _state(emulator.ask("PUT", "clock", body={"scale": factor}))


@app.command()
@asks(creates=True)
def advance(emulator: RunningEmulator, by: Annotated[str, typer.Argument(help=f"How far: {FORMS}.")]) -> Said:
    """Move the time forward; everything that is due runs in order before the answer."""
    answer = emulator.ask("POST", "clock/advance", body={"seconds": seconds_of(by)}, seconds=LONGEST)
    return Said(answer, [*_ran(answer), *_state(answer).lines])


@app.command("next")
@asks(creates=True)
def advance_to_next(emulator: RunningEmulator) -> Said:
    """Move the time forward to the next thing that is due, and run it."""
    answer = emulator.ask("POST", "clock/next", seconds=LONGEST)
    nothing = [] if answer["reached"] else ["nothing is due"]
    return Said(answer, [*_ran(answer), *nothing, *_state(answer).lines])


@app.command()
@asks()
def due(emulator: RunningEmulator, limit: Annotated[int, typer.Option(help="How many to list.")] = 100) -> Said:
    """List what is due next: jobs, tries of deliveries, and expiries."""
    answer = emulator.ask("GET", "due", {"limit": limit})
    lines = [f"{each['at']} {each['kind']} {each['what']}: {each['about']}{_in(each)}" for each in answer["due"]]
    return Said(answer, lines or ["nothing is due"])


def _ran(answer: dict[str, Any]) -> list[str]:
    return [f"{move['at']} {move['job']}: {move['state']}{_why(move)}" for move in answer["ran"]]


def _in(due: dict[str, Any]) -> str:
    return f" ({due['state']})" if due["state"] else ""


def _why(move: dict[str, Any]) -> str:
    return f" ({move['reason']})" if move["reason"] else ""


def _state(answer: dict[str, Any]) -> Said:
    scale = f", {answer['scale']:g} seconds in one" if answer["scale"] != 1 else ""
    return Said(answer, [f"{answer['now']}{', held' if answer['held'] else ''}{scale}"])
