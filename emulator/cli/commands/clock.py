"""`lms-emulator clock`."""

from typing import Annotated, Any

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import CannotAskError, Emulator
from emulator.cli.durations import seconds_of

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Read and move a sandbox's clock.")


@app.command()
@asks()
def show(emulator: Emulator) -> Said:
    """Show the time, and whether it stands still."""
    return _state(emulator.ask("GET", "clock"))


@app.command("set")
@asks(creates=True)
def set_clock(
    emulator: Emulator,
    now: Annotated[str, typer.Argument(help="The time, such as 2030-01-01T00:00:00Z.")],
    hold: Annotated[bool, typer.Option("--hold", help="Let it stand still there.")] = False,
) -> Said:
    """Set the time. Nothing runs for the time that is skipped: `advance` does that."""
    return _state(emulator.ask("PUT", "clock", body={"now": now} | ({"held": True} if hold else {})))


@app.command()
@asks(creates=True)
def hold(emulator: Emulator) -> Said:
    """Let the time stand still."""
    return _state(emulator.ask("PUT", "clock", body={"held": True}))


@app.command()
@asks(creates=True)
def release(emulator: Emulator) -> Said:
    """Let the time go on."""
    return _state(emulator.ask("PUT", "clock", body={"held": False}))


@app.command()
@asks(creates=True)
def advance(
    emulator: Emulator,
    by: Annotated[str, typer.Argument(help="How far: seconds, or 90s, 15m, 2h, 7d.")],
) -> Said:
    """Move the time forward; everything that is due runs in order before the answer."""
    seconds = seconds_of(by)
    if seconds is None:
        raise CannotAskError(f"{by} is no duration: give seconds, or 90s, 15m, 2h, 7d")
    answer = emulator.ask("POST", "clock/advance", body={"seconds": seconds})
    ran = [f"{move['at']} {move['job']}: {move['state']}{_why(move)}" for move in answer["ran"]]
    return Said(answer, [*ran, *_state(answer).lines])


def _why(move: dict[str, Any]) -> str:
    return f" ({move['reason']})" if move["reason"] else ""


def _state(answer: dict[str, Any]) -> Said:
    return Said(answer, [f"{answer['now']}{', held' if answer['held'] else ''}"])
