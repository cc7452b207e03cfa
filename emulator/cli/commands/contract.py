"""`lms-emulator contract`."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from emulator import __version__
from emulator.cli.address import own_url
from emulator.cli.counting import counted
from emulator.cli.stopping import stop
from emulator.cli.vendor_names import named_vendor

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The vendors' contracts, for other tools.")


@app.callback()
def _contract() -> None:
    pass


@app.command()
def export(
    vendor: Annotated[str, typer.Argument(help="The vendor's name.")],
    out: Annotated[Path | None, typer.Option(help="The file to write [the output].")] = None,
    as_yaml: Annotated[
        bool, typer.Option("--yaml/--json", help="In YAML instead of JSON.", show_default=False)
    ] = False,
    base_url: Annotated[
        str | None, typer.Option(help="The base URL that stands in it [this machine's emulator's].")
    ] = None,
) -> None:
    """Write a vendor's API as an OpenAPI 3.1 document, as a running emulator does at /_emulator/openapi/. None need run."""
    entry = named_vendor(vendor)
    from emulator.contract.openapi import openapi
    from emulator.vendors import load_vendor

    base = (base_url or own_url() + entry.base_path).rstrip("/")
    document = openapi(load_vendor(entry.name).contract, entry.title, __version__, base, entry.credentials)
    text = _written(document, as_yaml)
    if out is None:
        print(text)
        return
    try:
        out.write_text(text + "\n", "utf-8")
    except OSError as error:
        stop(f"{out}: {error.strerror}")
    print(f"{out} has {counted(len(document['paths']), 'path')} of {entry.title}")


def _written(document: dict[str, Any], as_yaml: bool) -> str:
    if not as_yaml:
        return json.dumps(document, indent=1, ensure_ascii=False)
    from emulator.contract.as_yaml import as_yaml as written

    return written(document)
