"""`lms-emulator sandboxes`."""

from typing import Annotated
from urllib.parse import quote

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import Emulator

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="List and drop sandboxes.")


@app.command("list")
@asks()
def list_sandboxes(emulator: Emulator) -> Said:
    """List the sandboxes."""
    answer = emulator.ask("GET", "sandboxes")
    return Said(answer, answer["sandboxes"])


@app.command()
@asks()
def drop(emulator: Emulator, names: Annotated[list[str], typer.Argument(help="Which ones.")]) -> Said:
    """Delete sandboxes with all that they hold. The default one can only be reset."""
    for name in names:
        emulator.ask("DELETE", f"sandboxes/{quote(name, safe='')}")
    return Said({"dropped": names}, [f"sandbox {name} is gone" for name in names])
