"""`lms-emulator limits`."""

from typing import Annotated, Any
from urllib.parse import quote

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import CannotAskError, RunningEmulator

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Rate limits: set, use up and lift them.")

Name = Annotated[str, typer.Argument(help="The limit, as `list` has it.")]
Key = Annotated[str | None, typer.Option(help="An API key, or the id of an application [every key].")]


@app.command("list")
@asks()
def list_limits(emulator: RunningEmulator) -> Said:
    """List the limits, and what each key has used in the window."""
    answer = emulator.ask("GET", "limits")
    return Said(answer, [line for limit in answer["limits"] for line in _lines(limit)])


@app.command("set")
@asks(creates=True)
def set_limit(
    emulator: RunningEmulator, name: Name, limit: Annotated[str, typer.Argument(help="How many, or `off`.")]
) -> Said:
    """Set a limit, or turn it off."""
    if limit != "off" and not limit.isdecimal():
        raise CannotAskError(f"{limit}: must be a number, or off")
    return _said(emulator.ask("PUT", f"limits/{_quoted(name)}", body={"limit": None if limit == "off" else int(limit)}))


@app.command()
@asks(creates=True)
def exhaust(emulator: RunningEmulator, name: Name, key: Key = None) -> Said:
    """Refuse a key from now on as if it had used up the limit, until the window has passed."""
    return _said(emulator.ask("POST", f"limits/{_quoted(name)}/exhaust", body=_of(key)))


@app.command()
@asks()
def lift(emulator: RunningEmulator, name: Name, key: Key = None) -> Said:
    """Forget what a key has used."""
    return _said(emulator.ask("POST", f"limits/{_quoted(name)}/lift", body=_of(key)))


def _quoted(name: str) -> str:
    return quote(name, safe="")


def _of(key: str | None) -> dict[str, str]:
    return {} if key is None else {"key": key}


def _said(limit: dict[str, Any]) -> Said:
    return Said(limit, _lines(limit))


def _lines(limit: dict[str, Any]) -> list[str]:
    allowed = "off" if limit["limit"] is None else f"{limit['limit']} in {limit['seconds']:g} s"
    all_of = ", exhausted for every key" if limit["exhausted"] else ""
    keys = [f"    {key['key']}: used {key['used']}{', exhausted' if key['exhausted'] else ''}" for key in limit["keys"]]
    return [f"{limit['name']}: {allowed}{all_of}", *keys]
