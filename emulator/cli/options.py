"""Options that several commands have."""

from typing import Annotated

import typer

Url = Annotated[
    str | None, typer.Option(envvar="EMULATOR_URL", show_envvar=True, help="The emulator [this machine's].")
]
SandboxName = Annotated[
    str | None, typer.Option(envvar="EMULATOR_SANDBOX", show_envvar=True, help="The sandbox [default].")
]
Token = Annotated[
    str | None,
    typer.Option(envvar="EMULATOR_CONTROL_TOKEN", show_envvar=True, help="The token, if the emulator has one."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
OtherEmulator = Annotated[str | None, typer.Option(help="The URL of a running emulator [one is started for this run].")]
Newest = Annotated[int, typer.Option(help="Only this many, the newest.")]
