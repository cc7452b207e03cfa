"""`lms-emulator fork`."""

from typing import Annotated
from urllib.parse import quote

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import RunningEmulator

DEFAULT = "default"


@asks()
def fork(
    emulator: RunningEmulator,
    name: Annotated[str, typer.Argument(help="The new sandbox.")],
    replace: Annotated[bool, typer.Option("--replace", help="Make it anew if it exists.")] = False,
) -> Said:
    """Copy the sandbox of --sandbox, with rows, files, clock and ids, to a new one. Neither sees the other from then on."""
    body = {"from": emulator.sandbox or DEFAULT, "replace": replace}
    answer = emulator.ask("POST", f"sandboxes/{quote(name, safe='')}", body=body)
    return Said(answer, [f"sandbox {answer['sandbox']} is a copy of {answer['from']}"])
