"""`lms-emulator outbox`."""

from typing import Annotated, Any

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import RunningEmulator
from emulator.cli.options import Newest


@asks()
def outbox(
    emulator: RunningEmulator,
    after: Annotated[int, typer.Option(help="Only messages with a higher number.")] = 0,
    limit: Newest = 100,
    whole: Annotated[bool, typer.Option("--whole", help="Show the texts too.")] = False,
    relay: Annotated[
        int | None,
        typer.Option("--relay", help="Pass the message with this number on to the setting's mail_relay now."),
    ] = None,
) -> Said:
    """Show the e-mails that the vendors would have sent."""
    if relay is not None:
        passed = emulator.ask("POST", f"outbox/{relay}/relay")
        return Said(passed, [f"message {relay} is being passed on"])
    answer = emulator.ask("GET", "outbox", {"after": after, "limit": limit})
    lines = []
    for message in answer["messages"]:
        whom = f"{message['vendor']} to {message['recipient']}"
        head = f"{message['number']} {message['at']} {whom}: {message['subject']}{_relayed(message['relay'])}"
        body = [f"    {line}" for line in message["body"].splitlines()] if whole else []
        lines += [head, *body]
    return Said(answer, lines or ["no e-mail"])


def _relayed(relay: dict[str, Any] | None) -> str:
    """Whether the message was passed on, as words to print after its subject."""
    if relay is None:
        return ""
    why = f" ({relay['reason']})" if relay["reason"] else ""
    return f" [{relay['state']}{why}]"
