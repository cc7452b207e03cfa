"""`lms-emulator credentials`."""

from collections.abc import Iterable
from typing import Annotated, Any
from urllib.parse import quote

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import RunningEmulator, pairs

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Credentials by which a sandbox is reached without /~NAME (docs/accounts.md).",
)

Vendor = Annotated[str, typer.Argument(help="The vendor.")]
Owned = Annotated[
    list[str] | None, typer.Option(help="A credential that it will own: vendor=NAME,key=KEY (docs/accounts.md).")
]
"""The option of commands that make a sandbox."""


@app.command("list")
@asks()
def list_credentials(emulator: RunningEmulator) -> Said:
    """List the credentials that the sandbox owns."""
    answer = emulator.ask("GET", "credentials")
    return Said(answer, [*map(_line, answer["credentials"])] or ["none but the well-known ones"])


@app.command()
@asks(creates=True)
def add(
    emulator: RunningEmulator,
    vendor: Vendor,
    members: Annotated[list[str], typer.Argument(help="Its members, as NAME=VALUE.")],
) -> Said:
    """Let the sandbox own a credential."""
    answer = emulator.ask("POST", "credentials", body={"vendor": vendor, **pairs(members, "the member")})
    return Said(answer, [_line(answer)])


@app.command()
@asks()
def remove(
    emulator: RunningEmulator, vendor: Vendor, key: Annotated[str, typer.Argument(help="Its key, as `list` shows it.")]
) -> Said:
    """Remove a credential from the sandbox; it is no longer valid."""
    emulator.ask("DELETE", f"credentials/{quote(vendor, safe='')}/{quote(key, safe='')}")
    return Said({"removed": key}, [f"{vendor} {key} is removed"])


def forms(texts: Iterable[str] | None) -> list[dict[str, str]]:
    """What `Owned` gives, as the control API takes it. Raises `CannotAskError`."""
    return [pairs(text.split(","), "--credential") for text in texts or ()]


def _line(credential: dict[str, Any]) -> str:
    return f"{credential['vendor']} {credential['key']}: sandbox {credential['sandbox']}"
