"""`lms-emulator ready`."""

import sys
from typing import Annotated
from urllib.parse import urlsplit

import typer

from emulator.cli.address import checked, own_url
from emulator.cli.options import Url


def ready(
    port: Annotated[int | None, typer.Option(help="The port that it listens on, on this machine [8420].")] = None,
    url: Url = None,
) -> None:
    """Check whether the emulator can be used. Exit code 0 if it can, otherwise 1. `--port` goes before EMULATOR_URL."""
    from http.client import HTTPConnection, HTTPException, HTTPSConnection

    from emulator.cli.secure import trusting

    found = urlsplit(checked(url) if url and port is None else own_url(port))
    where = found.netloc
    tls = found.scheme == "https"
    try:
        connection = HTTPSConnection(where, timeout=4, context=trusting()) if tls else HTTPConnection(where, timeout=4)
        connection.request("GET", f"{found.path.rstrip('/')}/_emulator/ready")
        status = connection.getresponse().status
    except (OSError, HTTPException, UnicodeError, TypeError) as error:
        print(f"not ready at {where}: {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    raise typer.Exit(0 if status == 200 else 1)
