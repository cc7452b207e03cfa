"""`lms-emulator expire`."""

from typing import Annotated

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import RunningEmulator


@asks()
def expire(
    emulator: RunningEmulator,
    vendor: Annotated[str, typer.Argument(help="Whose.")],
    what: Annotated[str, typer.Argument(help="tokens, links or launches.")],
    key: Annotated[str | None, typer.Option(help="The one that expires [all of them].")] = None,
) -> Said:
    """Let tokens, links or launches of a vendor expire now."""
    answer = emulator.ask("POST", "expire", body={"vendor": vendor, "what": what, **({"key": key} if key else {})})
    return Said(answer, [f"{answer['expired']} {answer['what']} of {answer['vendor']} expired"])
