"""`lms-emulator fork`."""

from typing import Annotated
from urllib.parse import quote

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import RunningEmulator
from emulator.cli.commands.worlds.credentials import Owned, forms

DEFAULT = "default"


@asks()
def fork(
    emulator: RunningEmulator,
    name: Annotated[str, typer.Argument(help="The new sandbox.")],
    snapshot: Annotated[str | None, typer.Option(help="One of its snapshots [the sandbox as it is now].")] = None,
    credential: Owned = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace it if it exists.")] = False,
) -> Said:
    """Copy the sandbox of --sandbox, with rows, files, clock and ids, to a new one. Neither sees the other from then on."""
    body = {"from": emulator.sandbox or DEFAULT, "replace": replace, "credentials": forms(credential)}
    if snapshot is not None:
        body["snapshot"] = snapshot
    answer = emulator.ask("POST", f"sandboxes/{quote(name, safe='')}", body=body)
    owned = [f"it owns {each['key']} of {each['vendor']}" for each in answer["credentials"]]
    as_it_was = f" as it was in {snapshot}" if snapshot else ""
    return Said(answer, [f"sandbox {answer['sandbox']} is a copy of {answer['from']}{as_it_was}", *owned])
