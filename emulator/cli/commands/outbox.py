"""`lms-emulator outbox`."""

from typing import Annotated

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import RunningEmulator


@asks()
def outbox(
    emulator: RunningEmulator,
    whole: Annotated[bool, typer.Option("--whole", help="Show the texts too.")] = False,
) -> Said:
    """Show the e-mails that the vendors would have sent."""
    answer = emulator.ask("GET", "outbox")
    lines = []
    for message in answer["messages"]:
        head = (
            f"{message['number']} {message['at']} {message['vendor']} to {message['recipient']}: {message['subject']}"
        )
        body = [f"    {line}" for line in message["body"].splitlines()] if whole else []
        lines += [head, *body]
    return Said(answer, lines or ["no e-mail"])
