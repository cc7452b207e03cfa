"""`lms-emulator sandboxes`."""

from typing import Annotated, Any
from urllib.parse import quote

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import RunningEmulator
from emulator.cli.commands.worlds.credentials import Owned, forms
from emulator.cli.durations import seconds_of

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Make, list and drop sandboxes.")


@app.command("list")
@asks()
def list_sandboxes(
    emulator: RunningEmulator,
    sizes: Annotated[bool, typer.Option("--sizes", help="With rows, bytes of files, age and last use.")] = False,
) -> Said:
    """List the sandboxes."""
    answer = emulator.ask("GET", "sandboxes", {"sizes": "true"} if sizes else None)
    return Said(answer, [*map(_line, answer["details"])] if sizes else answer["sandboxes"])


@app.command()
@asks()
def create(
    emulator: RunningEmulator,
    name: Annotated[str, typer.Argument(help="The new sandbox.")],
    credential: Owned = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace it if it exists.")] = False,
) -> Said:
    """Make an empty sandbox. `fork` makes a copy of another one."""
    body = {"replace": replace, "credentials": forms(credential)}
    answer = emulator.ask("POST", f"sandboxes/{quote(name, safe='')}", body=body)
    owned = [f"it owns {each['key']} of {each['vendor']}" for each in answer["credentials"]]
    return Said(answer, [f"sandbox {name} is there", *owned])


@app.command()
@asks()
def drop(emulator: RunningEmulator, names: Annotated[list[str], typer.Argument(help="Which ones.")]) -> Said:
    """Delete sandboxes with all that they hold. The default one can only be reset."""
    for name in names:
        emulator.ask("DELETE", f"sandboxes/{quote(name, safe='')}")
    return Said({"dropped": names}, [f"sandbox {name} is gone" for name in names])


@app.command()
@asks()
def expire(
    emulator: RunningEmulator,
    unused_for: Annotated[str, typer.Option(help="How long they were not used: 2h, 30m, 90s.")],
) -> Said:
    """Delete the sandboxes that were not used for a while, except the default one."""
    answer = emulator.ask("DELETE", "sandboxes", {"unused_for": seconds_of(unused_for)})
    return Said(answer, [f"sandbox {name} is gone" for name in answer["deleted"]] or ["all are in use"])


def _line(details: dict[str, Any]) -> str:
    used = details["last_used"] or "not since the start"
    made = details["created"] or "unknown"
    return f"{details['name']}: {details['rows']} rows, {details['file_bytes']} bytes of files, made {made}, last used {used}"
