"""`lms-emulator record`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from emulator.cli.one_or_two import COULD_NOT, judging
from emulator.cli.stopping import stop
from emulator.cli.vendor_names import named_vendor

if TYPE_CHECKING:
    from emulator.vendors.entry import Entry


def record(
    upstream: Annotated[str, typer.Option(help="The URL of the real API.")],
    out: Annotated[Path, typer.Option(help="The file for the shapes; an existing file is continued.")],
    vendor: Annotated[str | None, typer.Option(help="The vendor's name [as the URL ends].")] = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes a free one.")] = 8421,
) -> None:
    """Pass calls on to a real vendor, and keep the shapes of its answers: names, types, forms, order, and no value. Ctrl+C ends it."""
    entry = named_vendor(vendor, COULD_NOT) if vendor is not None else _vendor_of(upstream)
    from emulator.vendors import load_vendor
    from emulator.verifying import recording
    from emulator.verifying.errors import CannotVerifyError
    from emulator.verifying.proxy import Proxy

    with judging((CannotVerifyError,)):
        shapes = recording.begun(out, entry)
        proxy = Proxy(entry, load_vendor(entry.name), upstream, shapes, _say)
        recording.record(proxy, entry, shapes, out, (host, port), lambda url: _ready(url + entry.base_path, out))
    print(f"{out} has {len(shapes.answers)} shapes of {entry.title}; compare: lms-emulator diff {out}")


def _vendor_of(upstream: str) -> "Entry":
    from emulator.vendors import ENTRIES

    ending = upstream.rstrip("/")
    found = next((entry for entry in ENTRIES if entry.base_path and ending.endswith(entry.base_path)), None)
    if found is None:
        stop(f"which vendor is {upstream}? Say --vendor {' or '.join(entry.name for entry in ENTRIES)}", COULD_NOT)
    return found


def _ready(url: str, out: Path) -> None:
    print(f"recording at {url} into {out}", flush=True)


def _say(words: str) -> None:
    print(f"lms-emulator: {words}", file=sys.stderr, flush=True)
