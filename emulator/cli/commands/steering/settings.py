"""`lms-emulator settings`."""

import json
from typing import Annotated, Any

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import RunningEmulator, pairs

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The settings of a sandbox (docs/settings.md).")


@app.command("show")
@asks()
def show(emulator: RunningEmulator) -> Said:
    """Show the settings."""
    return _said(emulator.ask("GET", "settings"))


@app.command("set")
@asks(creates=True)
def set_settings(
    emulator: RunningEmulator,
    settings: Annotated[list[str], typer.Argument(help="NAME=VALUE, in JSON or else as text.")],
) -> Said:
    """Change settings, all of them or none."""
    given = pairs(settings, "setting")
    return _said(emulator.ask("PATCH", "settings", body={name: _value(text) for name, text in given.items()}))


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _said(answer: dict[str, Any]) -> Said:
    return Said(answer, [f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in answer.items()])
