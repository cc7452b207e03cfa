"""`lms-emulator snapshot`."""

from typing import Annotated, Any
from urllib.parse import quote

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import RunningEmulator

Name = Annotated[str, typer.Argument(help="Its name.")]

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Keep a sandbox as it is, and go back to it.")


@app.command("list")
@asks()
def list_snapshots(emulator: RunningEmulator) -> Said:
    """List the snapshots of the sandbox."""
    answer = emulator.ask("GET", "snapshots")
    return Said(answer, [*map(_line, answer["snapshots"])] or ["no snapshot"])


@app.command()
@asks()
def save(
    emulator: RunningEmulator,
    name: Name,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a snapshot of this name.")] = False,
) -> Said:
    """Keep the sandbox as it is now, under a name."""
    answer = emulator.ask("POST", "snapshots", body={"name": name, "replace": replace})
    return Said(answer, [_line(answer)])


@app.command()
@asks()
def restore(emulator: RunningEmulator, name: Name) -> Said:
    """Make the sandbox what it was."""
    answer = emulator.ask("POST", f"snapshots/{quote(name, safe='')}/restore")
    return Said(answer, [f"sandbox {answer['sandbox']} is as it was in {name}"])


@app.command()
@asks()
def diff(
    emulator: RunningEmulator,
    name: Name,
    to: Annotated[str | None, typer.Option(help="Another snapshot [the sandbox as it is now].")] = None,
    limit: Annotated[int, typer.Option(help="At most so many changes.")] = 1000,
) -> Said:
    """Show what was created, changed and deleted since a snapshot."""
    answer = emulator.ask("GET", f"snapshots/{quote(name, safe='')}/changes", {"to": to, "limit": limit})
    lines = [*map(_change, answer["changes"])] or ["nothing has changed"]
    return Said(answer, [*lines, "and more: --limit shows them"] if answer["more"] else lines)


@app.command()
@asks()
def drop(emulator: RunningEmulator, name: Name) -> Said:
    """Delete a snapshot."""
    emulator.ask("DELETE", f"snapshots/{quote(name, safe='')}")
    return Said({"dropped": name}, [f"snapshot {name} is gone"])


def _change(change: dict[str, Any]) -> str:
    what = " ".join(each for each in (change["vendor"], change["noun"]) if each)
    key = ", ".join(map(str, change["id"].values()))
    label = f" ({change['label']})" if change["label"] not in (None, key) else ""
    members = "".join(
        f"\n    {name}: {each['before']!r} -> {each['after']!r}" for name, each in change["members"].items()
    )
    return f"{change['change']} {what} {key}{label}{members}"


def _line(snapshot: dict[str, Any]) -> str:
    return f"{snapshot['name']}: made {snapshot['made']}, at {snapshot['at']} of the sandbox"
